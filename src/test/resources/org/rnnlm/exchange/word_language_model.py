"""Makes language models as PyTorch's example of one has them, and says what they say.

Usage: word_language_model.py FOLDER, to which model-000 and so on are written, a folder each:
model.safetensors, vocab.txt, and said.json: ids that were read, and the log-probabilities after each.
"""
import json
import os
import struct
import sys

import torch
from torch import nn

TOKENS = ["a", "<eos>", "b", "c", "d", "<unk>", "e", "f", "g", "h", "i"]
TYPES = {torch.float32: "F32", torch.float64: "F64", torch.float16: "F16"}


class RNNModel(nn.Module):
    def __init__(self, kind, inputs, units, layers, tied, biases):
        super().__init__()
        self.encoder = nn.Embedding(len(TOKENS), inputs)
        self.rnn = getattr(nn, kind)(inputs, units, layers, bias=biases)
        self.decoder = nn.Linear(units, len(TOKENS), bias=biases)
        if tied:
            self.decoder.weight = self.encoder.weight

    def forward(self, ids):
        output, _ = self.rnn(self.encoder(ids))
        return torch.log_softmax(self.decoder(output), dim=-1)


def save(state, path):
    """The format by its specification, since the library need not be there."""
    header, at = {}, 0
    for name, tensor in state.items():
        size = tensor.numel() * tensor.element_size()
        header[name] = {"dtype": TYPES[tensor.dtype], "shape": list(tensor.shape), "data_offsets": [at, at + size]}
        at += size
    text = json.dumps(header).encode()
    with open(path, "wb") as out:
        out.write(struct.pack("<Q", len(text)) + text)
        for tensor in state.values():
            out.write(tensor.detach().contiguous().numpy().tobytes())


def main(folder):
    torch.manual_seed(5)
    count = 0
    for kind in ["LSTM", "GRU", "RNN"]:
        for layers in [1, 2, 3]:
            for tied in [False, True]:
                biases = layers < 3 or tied
                model = RNNModel(kind, 7 if tied else 5, 7, layers, tied, biases)
                for parameter in model.parameters():
                    parameter.data = torch.randn_like(parameter) * 0.5
                name = os.path.join(folder, "model-%03d" % count)
                count += 1
                os.makedirs(name)
                state = model.state_dict()
                if count % 3 == 0:
                    state = {"module." + key: value.double() for key, value in state.items()}
                if count % 4 == 0 and tied:
                    del state["module.decoder.weight" if count % 3 == 0 else "decoder.weight"]
                save(state, os.path.join(name, "model.safetensors"))
                with open(os.path.join(name, "vocab.txt"), "w") as out:
                    out.write("".join(token + "\n" for token in TOKENS))
                ids = torch.randint(len(TOKENS), (23, 1))
                with torch.no_grad(), open(os.path.join(name, "said.json"), "w") as out:
                    json.dump({"ids": ids[:, 0].tolist(), "logs": model(ids)[:, 0].tolist()}, out)


main(sys.argv[1])
