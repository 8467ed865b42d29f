"""Hands what MiniStack's Firehose accepts to this environment's own delivery, in place of one object per record.

Each call that puts records becomes one file in the folder, written before the call is answered, so that what was
acknowledged outlives this process. Streams that use what the own delivery does not know stay with MiniStack.
"""

import base64
import json
import os
import threading
import time

from ministack.core.responses import error_response_json, get_region
from ministack.services import firehose

MAXIMUM_RECORD = 1000 * 1024
MAXIMUM_BATCH = 4 * 1024 * 1024

_call = threading.local()
_sequence_lock = threading.Lock()
_sequence = 0


def install(folder):
    os.makedirs(folder, exist_ok=True)
    deliver_itself = firehose._deliver_records_to_s3
    put_batch = firehose._HANDLERS["PutRecordBatch"]

    def deliver(stream, dest, records):
        if not _is_known(dest):
            return deliver_itself(stream, dest, records)
        # MiniStack keeps every record for inspection, for ever.
        dest["records"].clear()
        calls = getattr(_call, "batch", None)
        if calls is None:
            return _write(folder, [(stream, dest, records)])
        calls.append((stream, dest, records))

    def limited_put_batch(data):
        sizes = [_decoded_size(record.get("Data", "")) for record in data.get("Records", [])]
        for position, size in enumerate(sizes):
            if size > MAXIMUM_RECORD:
                message = (
                    f"1 validation error detected: Value at 'records.{position + 1}.member.data' failed to satisfy "
                    f"constraint: Member must have length less than or equal to {MAXIMUM_RECORD}"
                )
                return error_response_json("ValidationException", message, 400)
        if sum(sizes) > MAXIMUM_BATCH:
            return firehose._invalid("Records size exceeds 4 MB limit")
        _call.batch = []
        try:
            answer = put_batch(data)
            if _call.batch:
                _write(folder, _call.batch)
            return answer
        finally:
            _call.batch = None

    firehose._deliver_records_to_s3 = deliver
    firehose._HANDLERS["PutRecordBatch"] = limited_put_batch


def _decoded_size(text):
    return len(text) * 3 // 4 - text[-2:].count("=")


def _is_known(dest):
    config = dest["config"]
    conversion = config.get("DataFormatConversionConfiguration") or {}
    processing = config.get("ProcessingConfiguration") or {}
    types = [p.get("Type") for p in processing.get("Processors") or []] if processing.get("Enabled") else []
    return (
        not (conversion and conversion.get("Enabled", True))
        and config.get("CompressionFormat", "UNCOMPRESSED") in ("UNCOMPRESSED", "GZIP")
        and config.get("S3BackupMode", "Disabled") == "Disabled"
        and all(each in ("Lambda", "AppendDelimiterToRecord") for each in types)
    )


def _write(folder, calls):
    global _sequence
    stream, dest, _ = calls[0]
    now = int(time.time() * 1000)
    batch = {
        "stream": {"name": stream["name"], "arn": stream["arn"], "version": str(stream.get("version", 1))},
        "region": get_region(),
        "destination": dest["config"],
        "arrivedAt": now,
        "records": [
            {"id": record_id, "data": base64.b64encode(data).decode()}
            for _, _, records in calls
            for record_id, data in records
        ],
    }
    with _sequence_lock:
        _sequence += 1
        name = f"{now:015d}-{_sequence % 10**9:09d}"
    temporary = os.path.join(folder, f".{name}")
    with open(temporary, "w") as file:
        json.dump(batch, file)
    os.rename(temporary, os.path.join(folder, f"{name}.json"))
