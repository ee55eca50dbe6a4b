"""Computes what exported models say of the texts in probes.json, in one go and in two windows, and prints log-probabilities."""

import importlib.util
import json
import os
import sys

import torch


def module(folder):
    spec = importlib.util.spec_from_file_location("modeling_rnnlm", os.path.join(folder, "modeling_rnnlm.py"))
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


def said(model, config, probe):
    read, target = torch.tensor([probe["read"]]), torch.tensor([probe["target"]])
    if config["architecture"] == "encoder-decoder":
        return model(target, source=read)[0][0]
    if config["head"] != "every-step":
        padded = torch.cat([read, torch.zeros(1, 3, dtype=torch.int64)], dim=1)
        return model(padded, lengths=torch.tensor([read.size(1)]))[0]
    half = (read.size(1) + 1) // 2
    first, state = model(read[:, :half])
    second, _ = model(read[:, half:], state=state)
    return torch.cat([first, second], dim=1)[0]


with torch.no_grad():
    for name in sorted(os.listdir(sys.argv[1])):
        folder = os.path.join(sys.argv[1], name)
        model, config = module(folder).load(folder)
        with open(os.path.join(folder, "probes.json"), encoding="utf-8") as file:
            probes = json.load(file)
        logs = [torch.log_softmax(said(model, config, probe), dim=-1).tolist() for probe in probes]
        print(json.dumps({"name": name, "logs": logs}))
