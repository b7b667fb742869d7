"""PromQL on arrays: read, check, compile once, evaluate often.  Pure: no event loop, no I/O."""

from rules.promql.annotations import Annotation, Annotations, Severity
from rules.promql.errors import EvaluationError, PromqlError, QueryLimitExceeded, QueryTimedOut
from rules.promql.evaluate import Evaluator, feeds_of
from rules.promql.format import format_expression
from rules.promql.limits import Asked, Experimental, Limits, Options, Usage
from rules.promql.nodes import Expr, ValueType
from rules.promql.parser import parse
from rules.promql.plan import Plan, compile_plan
from rules.promql.values import Matrix, Result, Scalar, Series, StringValue, Vector

__all__ = [
    "parse",
    "format_expression",
    "compile_plan",
    "Plan",
    "Evaluator",
    "feeds_of",
    "Annotation",
    "Annotations",
    "Severity",
    "Asked",
    "Experimental",
    "Limits",
    "Options",
    "Usage",
    "Expr",
    "ValueType",
    "Result",
    "Vector",
    "Scalar",
    "StringValue",
    "Matrix",
    "Series",
    "PromqlError",
    "EvaluationError",
    "QueryLimitExceeded",
    "QueryTimedOut",
]
