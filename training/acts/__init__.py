"""The acts head: what each word does as the trigger of a claim, and who stands in which role to it."""
