"""Cuts openapi-subset.json from Qdrant's published OpenAPI document: the paths that the engine face answers, and the
schemas that their requests use, without prose. What the face does not implement is cut to a schema that nothing fits,
so that a request for it is refused. Run it again, and prettier over its result, when a path is added:

    python3 cut_openapi.py openapi.json
"""

import json
import pathlib
import sys

PATHS = {
    "/": ["get"],
    "/readyz": ["get"],
    "/collections/{collection_name}": ["get", "put", "delete"],
    "/collections/{collection_name}/exists": ["get"],
    "/collections/{collection_name}/index": ["put"],
    "/collections/{collection_name}/points": ["put"],
    "/collections/{collection_name}/points/delete": ["post"],
    "/collections/{collection_name}/points/payload": ["post"],
    "/collections/{collection_name}/points/scroll": ["post"],
    "/collections/{collection_name}/points/count": ["post"],
    "/collections/{collection_name}/points/query/batch": ["post"],
}
NOT_IMPLEMENTED = {
    "Batch", "BinaryQuantization", "BoolIndexParams", "ContextQuery", "DatetimeIndexParams", "DatetimeRange",
    "DiscoverQuery", "Document", "FloatIndexParams", "FormulaQuery", "FusionQuery", "GeoBoundingBox", "GeoIndexParams",
    "GeoPolygon", "GeoRadius", "HasVectorCondition", "Image", "InferenceObject", "IsNullCondition",
    "LookupLocation", "MatchExcept", "MatchPhrase", "MatchText", "MatchTextAny", "MinShould", "Mmr", "MultiVectorConfig",
    "NestedCondition", "OptimizersConfigDiff", "OrderByInterface", "OrderByQuery", "PayloadSelector", "PointsBatch",
    "QuantizationConfig", "QuantizationSearchParams", "AcornSearchParams", "RangeInterface", "Range", "RecommendQuery",
    "RelevanceFeedbackQuery", "SampleQuery", "ShardKeySelector", "ShardingMethod", "StrictModeConfig", "TextIndexParams",
    "UpdateMode", "UuidIndexParams", "ValuesCount", "WalConfigDiff", "SparseIndexParams", "Datatype",
}
NOTHING = {"not": {}}
PROSE = ("description", "example", "examples", "title", "deprecated")
REFERENCE = "#/components/schemas/"


def bare(value, inside_properties=False):
    """The value without prose; a property that is called `title` stays."""
    if isinstance(value, list):
        return [bare(entry) for entry in value]
    if not isinstance(value, dict):
        return value
    return {
        key: bare(entry, inside_properties=key == "properties" and not inside_properties)
        for key, entry in value.items()
        if inside_properties or key not in PROSE
    }


def references(value):
    if isinstance(value, list):
        return {name for entry in value for name in references(entry)}
    if not isinstance(value, dict):
        return set()
    own = {value["$ref"].removeprefix(REFERENCE)} if "$ref" in value else set()
    return own | {name for entry in value.values() for name in references(entry)}


def cut(document):
    paths = {}
    for path, methods in PATHS.items():
        for method in methods:
            operation = document["paths"][path][method]
            kept = {key: operation[key] for key in ("parameters", "requestBody") if key in operation}
            paths.setdefault(path, {})[method] = bare(kept)
    schemas = {}
    wanted = references(paths)
    while wanted - schemas.keys():
        for name in wanted - schemas.keys():
            published = document["components"]["schemas"][name]
            schemas[name] = NOTHING if name in NOT_IMPLEMENTED else bare(published)
        wanted |= references(schemas)
    info = {
        "title": "A subset of Qdrant's API description, cut by cut_openapi.py",
        "version": document["info"]["version"],
        "license": document["info"]["license"],
        "x-origin": "https://github.com/qdrant/qdrant, docs/redoc; copyright of the Qdrant authors",
    }
    return {
        "openapi": document["openapi"],
        "info": info,
        "paths": paths,
        "components": {"schemas": dict(sorted(schemas.items()))},
    }


if __name__ == "__main__":
    published = json.loads(pathlib.Path(sys.argv[1]).read_text())
    target = pathlib.Path(__file__).with_name("openapi-subset.json")
    target.write_text(json.dumps(cut(published), indent=1) + "\n")
