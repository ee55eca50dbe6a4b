"""Loads a model that rnnlm exported, as plain PyTorch modules.

    from modeling_rnnlm import load
    model, config = load("EXPORTED")
    logits, state = model(tokens)             # tokens [batch, time], logits [batch, time, vocabulary]
    logits, state = model(more, state=state)  # goes on where it was

Needs torch and, if it is installed, uses the library safetensors; without it the file is read by the
few lines below. Shapes and names of the weights are those of torch.nn's modules.
"""

import json
import os
import struct

import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence


class PeepholeLSTM(nn.Module):
    """An LSTM whose gates see the cell's state (Gers and Schmidhuber, IJCNN 2000), batch first."""

    def __init__(self, input_size, hidden_size, num_layers=1, batch_first=True, bidirectional=False):
        super().__init__()
        self.hidden_size, self.num_layers, self.bidirectional = hidden_size, num_layers, bidirectional
        width = input_size
        for layer in range(num_layers):
            for end in self.ends(layer):
                for name, rows, columns in (("weight_ih", 4 * hidden_size, width), ("weight_hh", 4 * hidden_size, hidden_size),
                                            ("weight_peephole", 3, hidden_size)):
                    self.register_parameter(name + end, nn.Parameter(torch.zeros(rows, columns)))
                for name in ("bias_ih", "bias_hh"):
                    self.register_parameter(name + end, nn.Parameter(torch.zeros(4 * hidden_size)))
            width = hidden_size * (2 if bidirectional else 1)

    def ends(self, layer):
        return [f"_l{layer}", f"_l{layer}_reverse"] if self.bidirectional else [f"_l{layer}"]

    def forward(self, x, state=None):
        ends = [end for layer in range(self.num_layers) for end in self.ends(layer)]
        if state is None:
            zeros = x.new_zeros(len(ends), x.size(0), self.hidden_size)
            state = (zeros, zeros)
        hidden, cell = [], []
        for layer in range(self.num_layers):
            outputs = []
            for end in self.ends(layer):
                at = ends.index(end)
                output, h, c = self.direction(x, state[0][at], state[1][at], end)
                outputs.append(output)
                hidden.append(h)
                cell.append(c)
            x = torch.cat(outputs, dim=-1)
        return x, (torch.stack(hidden), torch.stack(cell))

    def direction(self, x, h, c, end):
        p = {name: getattr(self, name + end) for name in ("weight_ih", "weight_hh", "bias_ih", "bias_hh", "weight_peephole")}
        steps = x @ p["weight_ih"].t() + p["bias_ih"]
        order = range(x.size(1) - 1, -1, -1) if end.endswith("_reverse") else range(x.size(1))
        outputs = [None] * x.size(1)
        for t in order:
            i, f, g, o = (steps[:, t] + h @ p["weight_hh"].t() + p["bias_hh"]).chunk(4, dim=-1)
            i = torch.sigmoid(i + p["weight_peephole"][0] * c)
            f = torch.sigmoid(f + p["weight_peephole"][1] * c)
            c = f * c + i * torch.tanh(g)
            o = torch.sigmoid(o + p["weight_peephole"][2] * c)
            h = o * torch.tanh(c)
            outputs[t] = h
        return torch.stack(outputs, dim=1), h, c


class AdaptiveSoftmax(nn.Module):
    """The log probabilities of nn.AdaptiveLogSoftmaxWithLoss (div_value = 4), whose clusters' tokens have biases here."""

    def __init__(self, in_features, n_classes, cutoffs):
        super().__init__()
        self.shortlist = cutoffs[0]
        self.head = nn.Linear(in_features, self.shortlist + len(cutoffs))
        self.tail = nn.ModuleList()
        for i, (first, end) in enumerate(zip(cutoffs, cutoffs[1:] + [n_classes])):
            width = max(1, in_features // 4 ** (i + 1))
            self.tail.append(nn.Sequential(nn.Linear(in_features, width, bias=False), nn.Linear(width, end - first)))

    def forward(self, x):
        head = torch.log_softmax(self.head(x), dim=-1)
        logs = [head[..., : self.shortlist]]
        for i, tail in enumerate(self.tail):
            logs.append(head[..., self.shortlist + i : self.shortlist + i + 1] + torch.log_softmax(tail(x), dim=-1))
        return torch.cat(logs, dim=-1)

    def vectors(self):
        """All tokens' vectors, as a tied embedding reads them, [tokens, in_features]."""
        narrow = [vectors.weight @ projection.weight for projection, vectors in self.tail]
        return torch.cat([self.head.weight[: self.shortlist]] + narrow)


class RnnlmModel(nn.Module):
    """A language model, a classifier, or an encoder and decoder; `config` is what config.json says."""

    CELLS = {"lstm": nn.LSTM, "gru": nn.GRU, "simple-rnn": nn.RNN, "peephole-lstm": PeepholeLSTM}

    def __init__(self, config):
        super().__init__()
        self.config = config
        self.pairs = config["architecture"] == "encoder-decoder"
        self.every_step = config["head"] == "every-step"
        width = config["embedding_size"] or config["vocab_size"]
        self.cutoffs = config.get("cutoffs", [])
        self.reads_clusters = bool(self.cutoffs) and config["tie_word_embeddings"]
        if config["embedding_size"] and not self.reads_clusters:
            self.encoder = nn.Embedding(config["vocab_size"], config["embedding_size"])
        self.rnn = self.stack(width)
        if self.pairs:
            self.source_rnn = self.stack(width)
        width = config["hidden_size"] * (2 if config["bidirectional"] else 1)
        if config["dense_size"]:
            self.dense = nn.Linear(width, config["dense_size"])
            width = config["dense_size"]
        if self.cutoffs:
            self.decoder = AdaptiveSoftmax(width, config["vocab_size"], self.cutoffs)
        else:
            self.decoder = nn.Linear(width, len(config["classes"]) or config["vocab_size"])
        if config["tie_word_embeddings"] and not self.reads_clusters:
            self.encoder.weight = self.decoder.weight

    def stack(self, width):
        c = self.config
        return self.CELLS[c["cell"]](width, c["hidden_size"], c["num_layers"], batch_first=True, bidirectional=c["bidirectional"])

    def embed(self, tokens):
        if self.reads_clusters:
            return nn.functional.embedding(tokens, self.decoder.vectors())
        if self.config["embedding_size"]:
            return self.encoder(tokens)
        return nn.functional.one_hot(tokens, self.config["vocab_size"]).to(self.rnn.weight_ih_l0.dtype)

    def forward(self, tokens, source=None, state=None, lengths=None):
        """Returns logits (of an adaptive softmax log probabilities) and the state behind the last step.

        tokens: [batch, time] ids; of an encoder and decoder <START> and the target's tokens
        source: [batch, time] ids that an encoder reads first, all of one length
        state:  what the call before returned, to go on from there
        lengths: tokens of each text, where a classifier's texts were padded on the right
        """
        if self.pairs and source is not None:
            _, state = self.source_rnn(self.embed(source))
        if self.every_step:
            outputs, state = self.rnn(self.embed(tokens), state)
            return self.decoder(outputs), state
        if lengths is None:
            lengths = torch.full((tokens.size(0),), tokens.size(1))
        vectors = self.summary(self.embed(tokens), lengths)
        if self.config["dense_size"]:
            vectors = self.dense(vectors)
            vectors = torch.relu(vectors) if self.config["dense_activation"] == "relu" else torch.tanh(vectors)
        return self.decoder(vectors), None

    def summary(self, x, lengths):
        """One vector a text: the last step, of each direction its own, or the mean of all steps."""
        if isinstance(self.rnn, PeepholeLSTM):  # it reads no packed sequences
            outputs = [self.rnn(x[b : b + 1, : int(n)])[0][0] for b, n in enumerate(lengths)]
        else:
            packed = pack_padded_sequence(x, lengths.cpu(), batch_first=True, enforce_sorted=False)
            padded, _ = pad_packed_sequence(self.rnn(packed)[0], batch_first=True)
            outputs = [padded[b, : int(n)] for b, n in enumerate(lengths)]
        if self.config["pooling"] == "mean":
            return torch.stack([steps.mean(dim=0) for steps in outputs])
        size = self.config["hidden_size"]
        return torch.stack([torch.cat([steps[-1, :size], steps[0, size:]]) for steps in outputs])


def read_tensors(path):
    """Returns the tensors of a safetensors file by name."""
    try:
        from safetensors.torch import load_file

        return load_file(path)
    except ImportError:
        pass
    with open(path, "rb") as file:
        header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
        data = bytearray(file.read())
    header.pop("__metadata__", None)
    return {
        name: torch.frombuffer(data[entry["data_offsets"][0] : entry["data_offsets"][1]], dtype=torch.float32).reshape(entry["shape"])
        for name, entry in header.items()
    }


def load(folder):
    """Returns the model, ready to compute, and what config.json says of it."""
    with open(os.path.join(folder, "config.json"), encoding="utf-8") as file:
        config = json.load(file)
    model = RnnlmModel(config)
    tensors = read_tensors(os.path.join(folder, "model.safetensors"))
    if config["tie_word_embeddings"] and not model.reads_clusters:
        tensors["encoder.weight"] = tensors["decoder.weight"]
    model.load_state_dict(tensors)
    return model.eval(), config
