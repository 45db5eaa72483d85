"""Spellings of one foreign name share a key; Norwegian names a letter apart do not."""

import pytest

from pipeline.link.transliteration import transliteration_key

AGREE = """
Sergej Sergei Sergey
Dmitrij Dmitri Dmitry Dmitriy
Jurij Yuri Yury Juri
Aleksandr Alexander Aleksander
Andrej Andrei Andrey
Aleksej Alexei Alexey
Anatolij Anatoly
Nikolaj Nikolai Nikolay
Maksim Maxim
Julia Julija Yulia
Tatjana Tatiana Tatyana
Volodymyr Volodimir
Jevgenij Yevgeny
Zelenskyj Zelenskij Zelensky Zelenskyy Zelenskiy Zelenski
Khodorkovskij Khodorkovsky
Navalnyj Navalny
Sjojgu Shoigu Sjoigu
Grusjko Grushko
Usjakov Ushakov
Rjabkov Ryabkov
Patrusjev Patrushev
Porosjenko Poroshenko
Tymosjenko Tymoshenko Timosjenko
Lukasjenko Lukashenko
Janukovytsj Yanukovych Janukovitsj Yanukovich
Jatsenjuk Yatsenyuk
Turtsjynov Turchynov
Tsjurkin Churkin
Tsjajkovskij Tchaikovsky
Prigozjin Prigozhin
Medvedev Medvedjev Medviediev
Medvedeva Medvedjeva
Jeltsin Yeltsin
Gorbatsjov Gorbachev
Khrusjtsjov Khrushchev
Romanov Romanoff
Grybauskaitė Grybauskaite
""".strip().splitlines()

DIFFER = """
Lie Li
Moe Mo
Lund Lunde
Hansen Hanson
Hansen Jansen
Jens Jan
Jon Jo
Kari Karin
Hanne Anne
Ola Olav
Ola Ole
Tor Tore
Tor Thor
Erik Eirik
Berg Berge
Strand Strande
Haugen Hauge
Dahl Dahle
Vold Voll
Stein Sten
Ivar Iver
Maria Marie
Kristin Kristina
Christensen Kristensen
Pettersen Petersen
Reidun Reidar
Nils Niels
Siv Sjev
Siem Sem
Lien Len
Nielsen Nelsen
Eva Ev
Sergej Serge
""".strip().splitlines()


@pytest.mark.parametrize("spellings", AGREE)
def test_spellings_of_one_name_share_a_key(spellings: str) -> None:
    assert len({transliteration_key(name) for name in spellings.split()}) == 1


@pytest.mark.parametrize("names", DIFFER)
def test_different_names_have_different_keys(names: str) -> None:
    one, other = names.split()
    assert transliteration_key(one) != transliteration_key(other)


def test_different_names_of_the_foreign_ones_have_different_keys() -> None:
    firsts = [line.split()[0] for line in AGREE]
    assert len({transliteration_key(name) for name in firsts}) == len(firsts)


def test_words_of_a_full_name_are_spelled_each_by_itself() -> None:
    assert transliteration_key("Sergej Sjojgu") == transliteration_key("Sergey Shoigu")
    assert transliteration_key("Sergej Sjojgu").split() == [
        transliteration_key("Sergej"),
        transliteration_key("Sjojgu"),
    ]


@pytest.mark.parametrize("name", ["", "...", "習近平", "Ø", "JURIJ"])
def test_any_name_has_a_key_that_case_does_not_change(name: str) -> None:
    assert transliteration_key(name) == transliteration_key(name.lower())
