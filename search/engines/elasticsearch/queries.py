"""A plan's nodes as Elasticsearch has them; every word and value is data of a query, none is syntax."""

import math

from elasticsearch_dsl import Q
from elasticsearch_dsl.query import Query

from ...plan import All, Begins, Best, Everything, Fixed, Nearly, Phrase, Times, Values, Word

MOST_NEAR = 200


def translated(node) -> Query:
    """A node as a query."""
    match node:
        case Word(field, word):
            return Q("term", **{field: word})
        case Phrase(field, words):
            return Q("match_phrase", **{field: {"query": " ".join(words), "analyzer": "whitespace"}})
        case Nearly(field, word, distance):
            return Q(
                "fuzzy",
                **{field: {"value": word, "fuzziness": distance, "transpositions": True, "max_expansions": MOST_NEAR}},
            )
        case Begins(field, beginning):
            return Q("prefix", **{field: {"value": beginning}})
        case Values(field, values):
            return Q("bool", filter=[Q("terms", **{field: list(values)})])
        case Everything():
            return Q("bool", filter=[Q("match_all")])
        case Best(nodes):
            return Q("dis_max", queries=[translated(one) for one in nodes], tie_breaker=0.0)
        case Times(inner, factor):
            return Q("bool", must=[translated(inner)], boost=factor)
        case Fixed(inner, score):
            return Q("constant_score", filter=translated(inner), boost=score)
        case All(must, may, never, least):
            parts = {
                "must": [translated(one) for one in must],
                "should": [translated(one) for one in may],
                "must_not": [translated(one) for one in never],
            }
            return Q(
                "bool", minimum_should_match=least, **{name: queries for name, queries in parts.items() if queries}
            )
    raise TypeError(f"No translation for {node!r}")


def weighed(query: Query, field: str) -> Query:
    """A query whose scores are multiplied by log2(2 + field); the server only has the common logarithm."""
    if not field:
        return Q("bool", filter=[query])
    factor = {"field": field, "modifier": "log2p", "missing": 0}
    return Q("function_score", query=query, field_value_factor=factor, boost_mode="multiply", boost=1 / math.log10(2))
