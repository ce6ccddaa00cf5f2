"""Knowledge that contradicts itself is refused, naming file and entry; a user's folder lies over the shipped one."""

from datetime import date
from pathlib import Path

import pytest

from communique.errors import KnowledgeError
from communique.knowledge import Knowledge, who
from communique.knowledge.compiling import compile_folder

ORGANISATION = """
- id: org/lake-league
  names: [Lake League, LKLG]
  code: IGO
  organs: {assembly: [Lake Assembly, ~Assembly]}
  members:
    - {who: ch fr, from: 2015-01-01}
  posts:
    secretary-general: {title: [Secretary-General], holders: "2015-01-01 Maryam Example\\n2020-06-01 Ola Sample"}
"""


def refused(folder: Path, text: str) -> str:
    (folder / "own.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(KnowledgeError) as raised:
        Knowledge.load(folder)
    return str(raised.value)


def test_a_users_folder_adds_to_the_shipped_knowledge(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(ORGANISATION, encoding="utf-8")
    knowledge = Knowledge.load(tmp_path)
    answer = who(knowledge, "Lake League", date(2021, 1, 1))
    assert [row["id"] for row in answer["members"]] == ["state/ch", "state/fr"]
    assert [e.id for e in knowledge.holders("secretary-general", "org/lake-league", date(2021, 1, 1))] == [
        "person/ola-sample",
    ]
    assert knowledge.longest(["LKLG", "Assembly", "met"], 0) is not None
    assert "org/lake-league" in {m.organization for m in knowledge.memberships("state/ch")}
    assert who(knowledge, "NATO", date(2021, 1, 1)) == who(Knowledge.load(), "NATO", date(2021, 1, 1))


def test_a_users_holders_replace_the_shipped_ones_of_that_post_only(tmp_path: Path) -> None:
    text = 'posts: {state/is: {foreign-minister: "2020-01-01 Example Exampledóttir"}}'
    (tmp_path / "own.yaml").write_text(text, encoding="utf-8")
    knowledge = Knowledge.load(tmp_path)
    day = date(2022, 1, 1)
    assert [e.name for e in knowledge.holders("foreign minister", "state/is", day)] == ["Example Exampledóttir"]
    shipped = Knowledge.load()
    assert knowledge.holders("premier", "state/is", day) == shipped.holders("premier", "state/is", day) != ()


def test_two_people_in_one_post_on_a_day_are_refused(tmp_path: Path) -> None:
    message = refused(tmp_path, ORGANISATION.replace("2015-01-01 Maryam", "2015-01-01/2021-01-01 Maryam"))
    assert "own.yaml: org/lake-league" in message
    assert "Ola Sample" in message


def test_a_membership_that_ends_before_it_begins_is_refused(tmp_path: Path) -> None:
    message = refused(tmp_path, ORGANISATION.replace("from: 2015-01-01}", "from: 2015-01-01, to: 2014-01-01}"))
    assert "own.yaml: org/lake-league" in message
    assert "2014-01-01" in message


def test_one_name_for_two_things_is_refused(tmp_path: Path) -> None:
    assert "African Union" in refused(tmp_path, ORGANISATION.replace("LKLG", "African Union"))


def test_an_unknown_member_is_refused(tmp_path: Path) -> None:
    assert "state/qq" in refused(tmp_path, ORGANISATION.replace("ch fr", "ch qq"))


def test_what_is_no_date_no_holder_no_yaml_is_refused_by_name(tmp_path: Path) -> None:
    assert "own.yaml" in refused(tmp_path, "id: org/x\nnames: [")
    assert "spring" in refused(tmp_path, ORGANISATION.replace("from: 2015-01-01}", "from: spring}"))
    assert "Maryam" in refused(tmp_path, ORGANISATION.replace("2015-01-01 Maryam", "since Maryam"))
    assert "wheels" in refused(tmp_path, ORGANISATION + "  wheels: 4\n")


def test_the_build_fails_on_a_clash(tmp_path: Path) -> None:
    (tmp_path / "titles.yaml").write_text("titles: {secretary-general: {names: [head]}}", encoding="utf-8")
    text = ORGANISATION.replace("2015-01-01 Maryam", "2015-01-01/2021-01-01 Maryam").replace("ch fr", "org/lake-league")
    (tmp_path / "own.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"own\.yaml: org/lake-league"):
        compile_folder(tmp_path)


def test_a_folder_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError):
        Knowledge.load(tmp_path / "nowhere")
