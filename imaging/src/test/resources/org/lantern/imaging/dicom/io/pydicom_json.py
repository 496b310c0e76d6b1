"""Reads file names from standard input; prints for each one line: the file's data set as pydicom's JSON, or an error."""
import json
import sys
import warnings
import logging

import pydicom
from pydicom.dataset import Dataset

warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)


def model(dataset):
    result = {}
    for element in dataset:
        key = "%08X" % element.tag
        try:
            if element.VR == "SQ":
                value = {"vr": "SQ", "Value": [model(item) for item in element.value]}
            else:
                value = element.to_json_dict(None, 0)
                if "InlineBinary" in value:
                    value = {"vr": value["vr"], "length": len(element.value)}
        except Exception as fault:
            value = {"fault": type(fault).__name__}
        result[key] = value
    return result


for line in sys.stdin:
    name = line.rstrip("\n")
    try:
        dataset = pydicom.dcmread(name, force=True)
        print(json.dumps({"meta": model(dataset.file_meta), "data": model(dataset)}))
    except Exception as fault:
        print(json.dumps({"error": type(fault).__name__ + ": " + str(fault)[:100]}))
