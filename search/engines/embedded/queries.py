"""A plan's nodes as tantivy has them; every word and value is data of a query, none is syntax."""

import tantivy

from ...plan import All, Begins, Best, Everything, Fixed, Nearly, Phrase, Times, Values, Word
from .shape import SCHEMA

Must, Should, MustNot = tantivy.Occur.Must, tantivy.Occur.Should, tantivy.Occur.MustNot
Query = tantivy.Query


def translated(node) -> tantivy.Query:
    """A node of a plan as tantivy has it."""
    match node:
        case Word(field, word):
            return Query.term_query(SCHEMA, field, word)
        case Phrase(field, words):
            return Query.phrase_query(SCHEMA, field, list(words))
        case Nearly(field, word, distance):
            return Query.fuzzy_term_query(SCHEMA, field, word, distance=distance)
        case Begins(field, beginning):
            return Query.fuzzy_term_query(SCHEMA, field, beginning, distance=0, prefix=True)
        case Values(field, (value,)):  # a set of one costs a walk through all terms of the field
            return Query.const_score_query(Query.term_query(SCHEMA, field, value), 0.0)
        case Values(field, values):
            return Query.const_score_query(Query.term_set_query(SCHEMA, field, list(values)), 0.0)
        case Everything():
            return Query.const_score_query(Query.all_query(), 0.0)
        case Best(nodes):
            return Query.disjunction_max_query([translated(one) for one in nodes], 0.0)
        case Times(inner, factor):
            return Query.boost_query(translated(inner), factor)
        case Fixed(inner, score):
            return Query.const_score_query(translated(inner), score)
        case All(must, may, never, least):
            return all_of(must, may, never, least)
    raise TypeError(f"No translation for {node!r}")


def all_of(must: tuple, may: tuple, never: tuple, least: int) -> tantivy.Query:
    parts = [(Must, translated(one)) for one in must]
    if least:
        parts.append((Must, Query.boolean_query([(Should, translated(one)) for one in may], least)))
    else:
        parts += [(Should, translated(one)) for one in may]
    parts += [(MustNot, translated(one)) for one in never]
    return Query.boolean_query(parts)
