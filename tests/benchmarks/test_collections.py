"""Reading test collections: what people bring is read as it comes, and what is broken is named."""

import gzip
import json

import pytest

from benchmarks.search import relevance
from benchmarks.search.collection import Broken, Entry, read_collection, read_documents, read_qrels, read_topics

DOCUMENTS = '{"id": "d1", "title": "Mentors", "text": "Mentors at school."}\n{"id": "d2", "text": "Night buses."}\n'
TOPICS = "1\tmentors at school\n2\tbuses\n"
QRELS = "1 0 d1 2\n1 0 d2 0\n2 0 d2 1\n"
SGML = """<DOC>
<DOCNO> d1 </DOCNO>
<TITLE>Mentors &amp; pupils</TITLE>
<TEXT>
Mentors at <b>school</b>.
</TEXT>
</DOC>
<doc><docno>d2</docno><text>Night buses.</text><text>And trams.</text></doc>
"""
TOPS = """<top>
<num> Number: 401
<title> mentors, pupils

<desc> Description:
Which mentors helped pupils?

<narr> Narrative:
Anything told by a school.
</top>
<top><num>402</num><title></title><desc>Night buses?</desc></top>
"""


def write(folder, **files):
    for name, text in files.items():
        (folder / name.replace("__", ".")).write_text(text)
    return folder


@pytest.fixture
def folder(tmp_path):
    return write(tmp_path, documents__jsonl=DOCUMENTS, topics__tsv=TOPICS, qrels__txt=QRELS)


def test_a_folder_of_three_files_is_a_collection(folder):
    collection = read_collection(folder)
    assert list(collection.documents()) == [
        Entry("d1", "Mentors", "Mentors at school."),
        Entry("d2", "", "Night buses."),
    ]
    assert collection.topics == {"1": "mentors at school", "2": "buses"}
    assert collection.judgements == {"1": {"d1": 2, "d2": 0}, "2": {"d2": 1}}


def test_topics_that_nobody_judged_are_left_out(folder):
    (folder / "topics.tsv").write_text(TOPICS + "3\tbicycles\n")
    assert set(read_collection(folder).topics) == {"1", "2"}


def test_documents_in_the_markup_of_trec_are_read(tmp_path):
    found = list(read_documents(write(tmp_path, documents__sgml=SGML) / "documents.sgml"))
    assert found == [
        Entry("d1", "Mentors & pupils", "Mentors at school ."),
        Entry("d2", "", "Night buses. And trams."),
    ]


def test_documents_may_lie_in_many_files_of_a_folder_packed_or_not(tmp_path):
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "a.gz").write_bytes(gzip.compress(SGML.encode()))
    (tmp_path / "documents" / "b").write_text("<DOC><DOCNO>d3</DOCNO>Text without any tag of its own.</DOC>")
    found = list(read_documents(tmp_path / "documents"))
    assert [entry.id for entry in found] == ["d1", "d2", "d3"]
    assert found[2].text == "Text without any tag of its own."


def test_old_files_that_are_not_in_utf8_are_read(tmp_path):
    (tmp_path / "documents").write_bytes("<DOC><DOCNO>1</DOCNO><TEXT>café</TEXT></DOC>".encode("latin-1"))
    assert next(read_documents(tmp_path / "documents")).text == "café"


def test_topics_in_the_markup_of_trec_give_their_title_and_where_that_is_empty_their_description(tmp_path):
    path = write(tmp_path, topics__txt=TOPS) / "topics.txt"
    assert read_topics(path) == {"401": "mentors, pupils", "402": "Night buses?"}
    assert read_topics(path, description=True)["401"] == "mentors, pupils Which mentors helped pupils?"


def test_collections_with_headings_and_other_names_are_read_too(tmp_path):
    write(tmp_path, qrels__test__tsv="query-id\tcorpus-id\tscore\n7\td1\t1\n")
    write(tmp_path, corpus__jsonl=json.dumps({"_id": "d1", "title": "", "text": "Words"}))
    write(tmp_path, queries__jsonl=json.dumps({"_id": "7", "text": "words"}))
    collection = read_collection(tmp_path)
    assert collection.topics == {"7": "words"}
    assert [entry.id for entry in collection.documents()] == ["d1"]


def test_a_relevance_below_nought_counts_as_not_relevant(folder):
    (folder / "qrels.txt").write_text("1 0 d1 1\n2 0 d2 -1\n")
    assert set(read_collection(folder).topics) == {"1"}


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("documents.jsonl", '{"id": "d1", "text": "a"}\n{"id": ', "line 2: this is no JSON"),
        ("documents.jsonl", '{"text": "a"}\n', "an object with an “id”"),
        ("documents.jsonl", '{"id": "d1"}\n', "needs a “title” or a “text”"),
        ("documents.jsonl", DOCUMENTS + DOCUMENTS, "d1 is there twice"),
        ("documents.jsonl", "just words", "neither JSON lines nor"),
        ("documents.jsonl", "", "neither JSON lines nor"),
        ("documents.jsonl", "<html></html>", "has no <DOC>"),
        ("documents.jsonl", "<DOC><TEXT>a</TEXT></DOC>", "has no <DOCNO>"),
        ("topics.tsv", "1 mentors\n", "line 1: a topic is a number, a tab"),
        ("topics.tsv", "1\t \n", "the topic 1 asks nothing"),
        ("topics.tsv", "1\ta\n1\tb\n", "the topic 1 is there twice"),
        ("topics.tsv", "", "holds no topic"),
        ("topics.tsv", "<top><title>a</top>", "has no <num>"),
        ("topics.tsv", "<top", "holds no topic"),
        ("qrels.txt", "1 0 d1\nx\n", "line 2: a judgement has four columns"),
        ("qrels.txt", "1 0 d1 1\n1 0 d2 much\n", "line 2: the last column is no whole number"),
        ("qrels.txt", "", "holds no judgement"),
        ("qrels.txt", "9 0 d1 1\n", "No topic has a judged document"),
    ],
)
def test_a_broken_file_is_named_in_one_sentence_and_the_benchmark_ends_with_2(folder, capsys, name, text, sentence):
    (folder / name).write_text(text)
    assert relevance.main([str(folder)]) == 2
    told = capsys.readouterr().err
    assert sentence in told
    assert len(told.splitlines()) == 1


@pytest.mark.parametrize("name", ["documents.jsonl", "topics.tsv", "qrels.txt"])
def test_a_missing_file_is_named(folder, capsys, name):
    (folder / name).unlink()
    assert relevance.main([str(folder)]) == 2
    assert f"has no file named {name.split('.')[0]}" in capsys.readouterr().err


def test_a_missing_folder_and_a_wrong_name_are_named(folder, capsys):
    assert relevance.main([str(folder / "nowhere")]) == 2
    assert "There is no folder" in capsys.readouterr().err
    assert relevance.main([str(folder), "--qrels", str(folder / "nowhere")]) == 2
    assert "cannot be read" in capsys.readouterr().err


def test_two_files_of_one_name_must_be_told_apart(folder):
    (folder / "topics.old").write_text(TOPICS)
    with pytest.raises(Broken, match="several files for topics"):
        read_collection(folder)
    assert read_collection(folder, topics=folder / "topics.old").topics["2"] == "buses"


def test_a_damaged_packed_file_and_a_folder_of_judgements_are_named(tmp_path):
    (tmp_path / "qrels.gz").write_bytes(b"\x1f\x8b broken")
    with pytest.raises(Broken, match="cannot be read"):
        read_qrels(tmp_path / "qrels.gz")
    with pytest.raises(Broken, match="is a folder"):
        read_qrels(tmp_path)
