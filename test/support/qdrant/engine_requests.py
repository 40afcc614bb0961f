"""Requests of Qdrant's REST API as those of its engine, and the engine's answers as JSON. Whatever has no counterpart here
is refused; nothing is dropped without a word."""

import uuid

import qdrant_edge as engine
from request_check import Refused

DISTANCES = {name: getattr(engine.Distance, name) for name in ("Cosine", "Euclid", "Dot", "Manhattan")}
MODIFIERS = {"none": None, "idf": engine.Modifier.Idf}
# What the server's own configuration says where a request says nothing.
HNSW = {"m": 16, "ef_construct": 100, "full_scan_threshold": 10_000}


def only(value, allowed, where):
    """Refuses fields that would otherwise be ignored."""
    given = {key for key, entry in value.items() if entry is not None}
    if given - set(allowed):
        raise Refused(f"Not implemented by the engine face: {sorted(given - set(allowed))} of {where}")
    return value


def collection_config(body):
    only(body, ("vectors", "sparse_vectors", "hnsw_config"), "a collection")
    vectors = body.get("vectors") or {}
    if "size" in vectors:
        raise Refused("Not implemented by the engine face: a vector without a name")
    hnsw = only(body.get("hnsw_config") or {}, ("m", "payload_m", "ef_construct", "full_scan_threshold"), "hnsw_config")
    return engine.EdgeConfig(
        vectors={
            name: engine.EdgeVectorParams(
                size=only(entry, ("size", "distance"), "a vector")["size"], distance=DISTANCES[entry["distance"]]
            )
            for name, entry in vectors.items()
        },
        sparse_vectors={
            name: engine.EdgeSparseVectorParams(
                modifier=MODIFIERS[only(entry, ("modifier",), "a sparse vector").get("modifier") or "none"]
            )
            for name, entry in (body.get("sparse_vectors") or {}).items()
        },
        hnsw_config=engine.HnswIndexConfig(**{**HNSW, **hnsw}),
    )


def field_index(schema):
    if not isinstance(schema, dict):
        raise Refused("Not implemented by the engine face: an index without parameters")
    parameters = {key: value for key, value in schema.items() if key != "type"}
    kinds = {"keyword": engine.KeywordIndexParams, "integer": engine.IntegerIndexParams}
    return kinds[schema["type"]](**parameters)


def condition(value):
    if "has_id" in value:
        return engine.HasIdCondition({uuid.UUID(entry) for entry in value["has_id"]})
    if "is_empty" in value:
        return engine.IsEmptyCondition(only(value, ("is_empty",), "a condition")["is_empty"]["key"])
    if "key" not in value:
        return filter_of(value)
    match = only(value, ("key", "match"), "a condition").get("match") or {}
    if "any" in match:
        return engine.FieldCondition(value["key"], match=engine.MatchAny(match["any"]))
    if "value" in match:
        return engine.FieldCondition(value["key"], match=engine.MatchValue(match["value"]))
    raise Refused("Not implemented by the engine face: this condition")


def filter_of(value):
    if value is None:
        return None
    parts = {}
    for part, entries in only(value, ("must", "should", "must_not"), "a filter").items():
        listed = entries if isinstance(entries, list) else [entries]
        parts[part] = [condition(entry) for entry in listed if entry is not None]
    return engine.Filter(**parts)


def vector(value):
    if isinstance(value, dict):
        return engine.SparseVector(value["indices"], [float(entry) for entry in value["values"]])
    if value and isinstance(value[0], list):
        raise Refused("Not implemented by the engine face: multivectors")
    return [float(entry) for entry in value]


def points(body):
    if any(not isinstance(entry["vector"], dict) for entry in body["points"]):
        raise Refused("Not implemented by the engine face: a vector without a name")
    return [
        engine.Point(
            uuid.UUID(str(entry["id"])),
            {name: vector(part) for name, part in entry["vector"].items()},
            entry.get("payload") or {},
        )
        for entry in only(body, ("points",), "an upsert")["points"]
    ]


def scoring(value, using):
    if value is None:
        return None
    if isinstance(value, dict) and "rrf" in value:
        weights = value["rrf"].get("weights")
        return engine.Fusion.Rrf(k=value["rrf"].get("k") or 2, weights=weights and [float(entry) for entry in weights])
    if isinstance(value, list) or (isinstance(value, dict) and "indices" in value):
        return engine.Query.Nearest(vector(value), using=using)
    raise Refused("Not implemented by the engine face: this kind of query")


def search_params(value):
    return None if value is None else engine.SearchParams(**only(value, ("hnsw_ef", "exact"), "params"))


def query_parts(value):
    nested = value.get("prefetch") or []
    prefetches = [
        engine.Prefetch(**query_parts(only(entry, PREFETCH, "a prefetch")))
        for entry in (nested if isinstance(nested, list) else [nested])
    ]
    threshold = value.get("score_threshold")
    return {
        "limit": value.get("limit") or 10,
        "query": scoring(value.get("query"), value.get("using")),
        "prefetches": prefetches,
        "params": search_params(value.get("params")),
        "filter": filter_of(value.get("filter")),
        "score_threshold": None if threshold is None else float(threshold),
    }


PREFETCH = ("prefetch", "query", "using", "filter", "params", "score_threshold", "limit")


def query_request(value):
    only(value, (*PREFETCH, "offset", "with_payload", "with_vector"), "a query")
    return engine.QueryRequest(
        **query_parts(value),
        offset=value.get("offset") or 0,
        with_payload=value.get("with_payload") or False,
        with_vector=value.get("with_vector") or False,
    )


def scroll_request(body):
    only(body, ("filter", "limit", "offset", "with_payload", "with_vector"), "a scroll")
    offset = body.get("offset")
    return engine.ScrollRequest(
        filter=filter_of(body.get("filter")),
        limit=body.get("limit") or 10,
        offset=None if offset is None else uuid.UUID(str(offset)),
        with_payload=True if body.get("with_payload") is None else body["with_payload"],
        with_vector=body.get("with_vector") or False,
    )


def scored_point(point):
    return {
        "id": str(point.id),
        "version": point.version,
        "score": point.score,
        "payload": point.payload,
        "vector": point.vector,
    }


def record(point):
    return {"id": str(point.id), "payload": point.payload, "vector": point.vector}
