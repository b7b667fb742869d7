"""Remote write's messages by the protobuf library: what a real sender would put on the wire.

Fields and numbers as in prometheus prompb/remote.proto, types.proto and
io/prometheus/write/v2/types.proto.
"""

from __future__ import annotations

from typing import Any

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

_TYPES = {
    "double": descriptor_pb2.FieldDescriptorProto.TYPE_DOUBLE,
    "int64": descriptor_pb2.FieldDescriptorProto.TYPE_INT64,
    "uint32": descriptor_pb2.FieldDescriptorProto.TYPE_UINT32,
    "string": descriptor_pb2.FieldDescriptorProto.TYPE_STRING,
    "uint64": descriptor_pb2.FieldDescriptorProto.TYPE_UINT64,
    "sint32": descriptor_pb2.FieldDescriptorProto.TYPE_SINT32,
    "sint64": descriptor_pb2.FieldDescriptorProto.TYPE_SINT64,
    "bytes": descriptor_pb2.FieldDescriptorProto.TYPE_BYTES,
}

_MESSAGES = {
    "Label": "name:1:string value:2:string",
    "Sample": "value:1:double timestamp:2:int64",
    "Exemplar": "labels:1:Label* value:2:double timestamp:3:int64",
    "BucketSpan": "offset:1:sint32 length:2:uint32",
    "Histogram": "count_int:1:uint64 count_float:2:double sum:3:double schema:4:sint32 "
    "zero_threshold:5:double zero_count_int:6:uint64 zero_count_float:7:double "
    "negative_spans:8:BucketSpan* negative_deltas:9:sint64* negative_counts:10:double* "
    "positive_spans:11:BucketSpan* positive_deltas:12:sint64* positive_counts:13:double* "
    "reset_hint:14:uint32 timestamp:15:int64 custom_values:16:double*",
    "Metadata": "type:1:uint32 metric_family_name:2:string help:4:string unit:5:string",
    "TimeSeries": "labels:1:Label* samples:2:Sample* exemplars:3:Exemplar* histograms:4:Histogram*",
    "WriteRequest": "timeseries:1:TimeSeries* metadata:3:Metadata*",
    "Metadata2": "type:1:uint32 help_ref:3:uint32 unit_ref:4:uint32",
    "TimeSeries2": "labels_refs:1:uint32* samples:2:Sample* histograms:3:Histogram* "
    "exemplars:4:Exemplar* metadata:5:Metadata2",
    "Request2": "symbols:4:string* timeseries:5:TimeSeries2*",
}


def _file() -> descriptor_pb2.FileDescriptorProto:
    file = descriptor_pb2.FileDescriptorProto(
        name="watchkeeper_tests_prompb.proto", package="prompb", syntax="proto3"
    )
    for message, fields in _MESSAGES.items():
        made = file.message_type.add(name=message)
        for field in fields.split():
            name, number, kind = field.split(":")
            added = made.field.add(name=name, number=int(number))
            added.label = (
                descriptor_pb2.FieldDescriptorProto.LABEL_REPEATED
                if kind.endswith("*")
                else descriptor_pb2.FieldDescriptorProto.LABEL_OPTIONAL
            )
            kind = kind.rstrip("*")
            if kind in _TYPES:
                added.type = _TYPES[kind]
            else:
                added.type = descriptor_pb2.FieldDescriptorProto.TYPE_MESSAGE
                added.type_name = f".prompb.{kind}"
    return file


_POOL = descriptor_pool.DescriptorPool()
_POOL.Add(_file())


def message(name: str, **fields: Any) -> Any:
    """Return a message; a field that is a message itself may be given as a mapping."""
    kind = message_factory.GetMessageClass(_POOL.FindMessageTypeByName(f"prompb.{name}"))
    return kind(**fields)


def parsed(name: str, body: bytes) -> Any:
    """Return the message that the library reads.  Raises google's DecodeError."""
    found = message(name)
    found.ParseFromString(body)
    return found


def labelled(**labels: str) -> list[dict[str, str]]:
    return [{"name": name, "value": value} for name, value in sorted(labels.items())]


def one_series(*samples: tuple[int, float], **labels: str) -> dict[str, Any]:
    return {
        "labels": labelled(**labels),
        "samples": [{"timestamp": at, "value": value} for at, value in samples],
    }
