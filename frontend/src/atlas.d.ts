declare module "virtual:atlas" {
  import type { GeometryCollection, Topology } from "topojson-specification";
  const atlas: {
    /** Countries with ISO 3166 alpha-3 codes for ids, "" where there is none. */
    drawn: Topology<{ countries: GeometryCollection<{ name: string }> }>;
    /** Longitude and latitude of the middle of each country, by its code. */
    points: Record<string, [number, number]>;
  };
  export default atlas;
}
