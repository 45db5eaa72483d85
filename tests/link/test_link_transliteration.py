"""Spellings of one foreign name share a key; Norwegian names a letter apart do not."""

from itertools import combinations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.link import norms
from pipeline.link.transliteration import candidate_key, same_by_norm, transliteration_key

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


# Spellings of one full name, in the norms and as newspapers have them.
SAME = """
Sergej Lavrov|Sergei Lavrov|Sergey Lavrov
Volodymyr Zelenskyj|Volodymyr Zelenskij|Volodymyr Zelensky|Volodymyr Zelenskyy
Sergej Sjojgu|Sergei Shoigu|Sergey Shoygu
Aleksandr Solsjenitsyn|Alexander Solzhenitsyn
Viktor Janukovytsj|Viktor Yanukovych|Viktor Janukovitsj
Jevgenij Prigozjin|Yevgeny Prigozhin|Evgenij Prigozjin|Evgeny Prigozhin
Vasilij Nebenzja|Vassily Nebenzia|Vasily Nebenzya
Jurij Usjakov|Yuri Ushakov|Yury Ushakov|Jurij Ušakov
Vitalij Tsjurkin|Vitaly Churkin
Nikita Khrusjtsjov|Nikita Khrushchev
Boris Jeltsin|Boris Yeltsin
Mikhail Gorbatsjov|Michail Gorbatsjov|Mikhail Gorbachev
Aleksandr Lukasjenko|Alexander Lukashenko|Aljaksandr Lukašenka
Petro Porosjenko|Petro Poroshenko
Julia Timosjenko|Julija Tymosjenko|Yulia Tymoshenko
Aleksej Navalnyj|Alexei Navalny|Aleksei Navalnyj|Alexey Navalny
Mikhail Khodorkovskij|Mikhail Khodorkovsky
Dmitrij Peskov|Dmitry Peskov|Dmitri Peskov
Dmitrij Medvedev|Dmitri Medvedjev
Viktor Jusjtsjenko|Viktor Yushchenko
Viktor Tsjernomyrdin|Viktor Chernomyrdin
Slobodan Milošević|Slobodan Milosevic
Muammar Gaddafi|Muammar Khadafi|Moammar Qadhafi|Muammar Kadhafi|Muammar al-Gaddafi|Muammar Gadhafi
Saddam Hussein|Saddam Husain|Saddam Husayn|Saddam Hussain
Muhammad Khatami|Mohammed Khatami|Mohamed Khatami|Mohammad Khatami|Muhammed Khatami
Bashar al-Assad|Bashar Assad|Bashar el-Assad
Abd al-Rahman Aref|Abdul Rahman Aref|Abdurrahman Aref|Abdelrahman Aref
Osama bin Laden|Usama bin Laden|Osama ben Laden|Usama bin Ladin
Abu Musab al-Zarqawi|Abu Musab Zarkawi
Ayman al-Zawahiri|Ayman Zawahri
Abdullah Gül|Abdallah Gül
Yusuf Islam|Youssef Islam|Jusuf Islam|Yousuf Islam
Jamal Khashoggi|Jamal Khasjoggi|Jamal Kashoggi
Mahmoud Abbas|Mahmud Abbas
Khalid Meshaal|Khaled Mashal|Khaled Mesjaal
Omar Bashir|Umar Bashir
Ali Abdullah Saleh|Ali Abdallah Salih
Hassan Nasrallah|Hasan Nasrallah
Mahmoud Ahmadinejad|Mahmud Ahmadinedjad
Ali Khamenei|Ali Khameini
Hassan Rouhani|Hasan Rohani|Hassan Ruhani
Xi Jinping|Hsi Chin-p'ing
Mao Zedong|Mao Tse-tung|Mao Tsetung
Deng Xiaoping|Teng Hsiao-ping
Zhou Enlai|Chou En-lai
Jiang Zemin|Chiang Tse-min
Chiang Kai-shek|Tsjiang Kai-sjek
Ban Ki-moon|Ban Ki Moon|Ban Kimoon
Kim Jong-un|Kim Jong Un|Kim Jongun
Zhu Rongji|Chu Jung-chi
Liu Xiaobo|Liu Hsiao-po
Nikol Pasjinjan|Nikol Pashinyan
Mikheil Saakasjvili|Mikheil Saakashvili
Gennadij Zjuganov|Gennady Zyuganov|Gennadi Ziuganov
Anna Politkovskaja|Anna Politkovskaya
Vitalij Klitsjko|Vitali Klitschko|Vitaliy Klychko|Vitali Klitshko
Nursultan Nazarbajev|Nursultan Nazarbayev
Fjodor Dostojevskij|Fyodor Dostoevsky|Fedor Dostoyevsky
Pjotr Tsjajkovskij|Pyotr Tchaikovsky
Alisjer Usmanov|Alisher Usmanov
Eduard Sjevardnadze|Eduard Shevardnadze
Ilja Ponomarjov|Ilya Ponomarev
""".strip().splitlines()

# Two names, or spellings that tell two bearers of a European name apart.
APART = """
Ola Wik|Ola Vik
Kari Riis|Kari Ris
Erik Berg|Eric Berg
Erik Berg|Erick Berg
Per Karlsson|Per Carlsson
Philip Lund|Filip Lund
Kristian Dahl|Christian Dahl
Jan Hanssen|Jan Hansen
Thor Moe|Tor Moe
Ole Lie|Olle Lie
Jon Lie|John Lie
Sofie Lie|Sophie Lie
Mette Lie|Mete Lie
Aleksander Hansen|Alexander Hansen
Nikolai Astrup|Nikolay Astrup
Kaja Lie|Kaya Lie
Freja Lie|Freya Lie
Maja Lie|Maya Lie
Josef Lie|Yosef Lie
Laila Lie|Leila Lie
Omar Lie|Omer Lie
Ola Meier|Ola Meyer
Ola Hoff|Ola Hov
Ola Krogh|Ola Krog
Ola Bjørheim|Ola Bjørkheim
Ola Lundh|Ola Lund
Ola Arntsen|Ola Arntzen
Ola Syvertsen|Ola Sivertsen
Ola Hasan|Ola Hessen
Ann Marie Lie|Annmarie Lie
Dan Li|Tan Li
Ivan Sukhov|Ivan Sjukhov
Ivan Zukov|Ivan Zjukov
Imran Khan|Imran Han
Al Gore|Gore
Sergej Lavrov|Sergej Petrov
Sergej Lavrov|Andrej Lavrov
Lavrov|Sergej Lavrov
Mao Zedong|Mao Xiaoping
Kim Jong-un|Kim Jong-il
Bashar al-Assad|Hafez al-Assad
""".strip().splitlines()


@pytest.mark.parametrize("line", SAME)
def test_spellings_that_differ_by_norm_are_one_name(line: str) -> None:
    spellings = line.split("|")
    assert len({candidate_key(name) for name in spellings}) == 1
    assert [p for p in combinations(spellings, 2) if not same_by_norm(*p)] == []


@pytest.mark.parametrize("line", SAME)
def test_spellings_that_differ_by_norm_are_one_name_without_hyphens_and_capitals(line: str) -> None:
    spellings = [name.lower().replace("-", " ") for name in line.split("|")]
    assert [p for p in combinations(spellings, 2) if not same_by_norm(*p)] == []


@pytest.mark.parametrize("line", APART)
def test_other_spellings_need_company(line: str) -> None:
    one, other = line.split("|")
    assert not same_by_norm(one, other)


@pytest.mark.parametrize("names", DIFFER)
def test_different_names_are_not_the_same_by_norm(names: str) -> None:
    assert not same_by_norm(*names.split())


def test_different_full_names_have_different_candidate_keys() -> None:
    names = [line.split("|")[0] for line in SAME]
    assert len({candidate_key(name) for name in names}) == len(names)


def test_every_listed_name_is_a_spelling_of_itself() -> None:
    for name, spellings in norms.lists()["spellings"].items():
        assert {transliteration_key(spelling) for spelling in spellings} == {
            transliteration_key(name)
        }, name


PARTS = st.sampled_from(
    "sj sh tsj ch zj zh kh q gh j y w v ts ij yj skij enko ov vitsj a e i o u al el abd ul bin ž š "
    "ć n r l m s t d b k g mao tse tung kim jong un ki moon muhammad  - ' ø".split(" ")
)
NAMES = st.one_of(
    st.lists(PARTS, max_size=8).map("".join),
    st.lists(PARTS, max_size=8).map(" ".join),
    st.text(max_size=12),
    st.sampled_from([name for line in SAME + APART for name in line.split("|")]),
)
WORDS = st.text("abcdefghijklmnopqrstuvwxyzæøå", min_size=1, max_size=9)


@given(NAMES)
def test_a_name_is_the_same_as_itself_whatever_it_holds(name: str) -> None:
    assert same_by_norm(name, name)
    assert isinstance(candidate_key(name), str)


@given(NAMES, NAMES)
@example("Mao Zedong", "Mao Tse-tung")
@example("Ban Kimoon", "Ban Ki-moon")
@example("Usama bin Laden", "Osama ben Laden")
@example("Abd al-Rahman Aref", "Abdurrahman Aref")
def test_the_decision_is_symmetric_and_finds_nothing_that_the_keys_part(
    one: str, other: str
) -> None:
    assert same_by_norm(one, other) == same_by_norm(other, one)
    if same_by_norm(one, other):
        assert candidate_key(one) == candidate_key(other)


@given(st.lists(WORDS, min_size=1, max_size=4))
def test_the_key_of_a_name_is_that_of_its_words(words: list[str]) -> None:
    name = " ".join(words)
    assert transliteration_key(name) == " ".join(map(transliteration_key, words))
    assert transliteration_key("-".join(words)) == transliteration_key(name)


@given(WORDS)
def test_case_and_accents_do_not_matter(word: str) -> None:
    accents = str.maketrans("aeiouszc", "áéíóúšžć")
    assert transliteration_key(word.translate(accents)) == transliteration_key(word)
    assert transliteration_key(word.upper()) == transliteration_key(word)
    assert same_by_norm(word.translate(accents), word)
