"""What people call things: ids, names, parts of names, case and accents aside."""

from __future__ import annotations

import pytest

from legation.errors import Ambiguous, NotUnderstood
from legation.lookup import candidates, find, names_of
from readings import court, reading
from trial import Trial, entity, event, meeting, promise, retract, same


def ministries() -> Trial:
    trial = Trial(
        None,
        entity("org:mfa", name="Secretaría de Relaciones Exteriores"),
        entity("org:moi", name="Ministry of the Interior"),
        entity("org:mof", name="Ministry of Finance"),
        entity("person:alicia", name="Alicia Bárcena Ibarra"),
        entity("person:rosa", name="Rosa Barcena"),
        entity("office:secretary", name="Foreign Secretary", org="org:mfa"),
    )
    trial.append(
        event("entity.named", "short", entity="org:mfa", name="SRE", use="acronym"),
        event("entity.named", entity="org:moi", name="The Interior", use="short"),
        promise("com:bridge", summary="A bridge over the lower river"),
        meeting("eng:may", title="Talks of May", purpose="To speak of the river"),
    )
    return trial


class TestFind:
    @pytest.mark.parametrize(
        ("words", "kinds", "id_"),
        [
            ("org:mof", ["org"], "org:mof"),
            ("mof", ["person", "org"], "org:mof"),
            ("Ministry of Finance", ["org"], "org:mof"),
            ("finance", ["org"], "org:mof"),
            ("FINANCE  ministry", ["org"], "org:mof"),
            ("secretaria de relaciones exteriores", ["org"], "org:mfa"),
            ("SRE", ["org"], "org:mfa"),
            ("sre", ["org", "office"], "org:mfa"),
            ("alicia barcena", ["person"], "person:alicia"),
            ("Alícia", ["person"], "person:alicia"),
            ("the interior", ["org"], "org:moi"),
            ("bridge", ["com"], "com:bridge"),
            ("talks of may", ["eng"], "eng:may"),
            ("secretary", ["office"], "office:secretary"),
            ("relaciones sre", ["org"], "org:mfa"),
        ],
    )
    def test_an_id_a_name_or_any_words_of_its_names_find_a_thing(self, words: str, kinds: list[str], id_: str) -> None:
        assert find(reading(ministries()), words, *kinds) == id_

    def test_a_whole_name_goes_before_longer_names_that_hold_it(self) -> None:
        trial = ministries()
        trial.append(entity("org:inner", name="Interior"))
        assert find(reading(trial), "interior", "org") == "org:inner"

    def test_words_that_fit_several_things_name_them_all(self) -> None:
        with pytest.raises(Ambiguous) as refused:
            find(reading(ministries()), "barcena", "person")
        assert "fits 2" in str(refused.value)
        assert "Alicia Bárcena Ibarra (person:alicia); Rosa Barcena (person:rosa)" in str(refused.value)

    def test_of_very_many_only_the_first_are_named(self) -> None:
        trial = Trial(None, *(entity(f"topic:t{i}", name=f"Water {i}") for i in range(12)))
        with pytest.raises(Ambiguous) as refused:
            find(reading(trial), "water", "topic")
        assert "fits 12" in str(refused.value)
        assert str(refused.value).count("(topic:") == 8

    @pytest.mark.parametrize(
        ("words", "kinds", "near"),
        [
            ("org:mofa", ["org"], ("org:mfa", "org:mof")),
            ("Ministry of Finanse", ["org"], ("Ministry of Finance",)),
            ("xyzzy", ["org"], ()),
            ("org:mof", ["person"], ()),
        ],
    )
    def test_nothing_is_refused_with_what_comes_near(self, words: str, kinds: list[str], near: tuple[str, ...]) -> None:
        with pytest.raises(NotUnderstood) as refused:
            find(reading(ministries()), words, *kinds)
        assert set(near) <= set(refused.value.near)
        assert bool(near) == bool(refused.value.near)

    def test_only_things_of_the_kinds_asked_for_answer(self) -> None:
        at = reading(ministries())
        assert candidates(at, "secretaria", "org", "office") == ["org:mfa"]
        assert candidates(at, "secretar", "org", "office") == ["office:secretary", "org:mfa"]
        assert candidates(at, "secretar", "person") == []

    def test_a_former_id_and_either_name_find_what_goes_on(self) -> None:
        trial = court(same("person:gloria", "person:vera", "person:vera"))
        at = reading(trial)
        assert [find(at, words, "person") for words in ("person:gloria", "Gloria Teasdale", "Vera", "person:vera")] == [
            "person:vera"
        ] * 4
        assert find(reading(trial, position=7), "person:gloria", "person") == "person:gloria"

    def test_what_was_not_known_yet_is_not_found(self) -> None:
        with pytest.raises(NotUnderstood):
            find(reading(ministries(), position=3), "org:mof", "org")
        with pytest.raises(NotUnderstood):
            find(reading(ministries(), position=9), "SRE", "org")

    def test_a_name_that_was_retracted_finds_nothing_now_and_still_did_before(self) -> None:
        trial = ministries()
        trial.append(retract("short"))
        assert find(reading(trial, position=10), "SRE", "org") == "org:mfa"
        with pytest.raises(NotUnderstood):
            find(reading(trial), "SRE", "org")

    def test_quotes_and_signs_are_words_like_others(self) -> None:
        for words in ('"', "AND", "finance OR", "fin*", 'a"b c', "(", "-x", "NEAR(a b)"):
            assert candidates(reading(ministries()), words, "org") == []


class TestNames:
    def test_the_name_shown_comes_first_and_none_twice(self) -> None:
        at = reading(ministries())
        assert names_of(at, "org:mfa") == ["Secretaría de Relaciones Exteriores", "SRE"]
        assert names_of(at, "eng:may") == ["Talks of May"]
        assert names_of(at, "org:nobody") == ["org:nobody"]
