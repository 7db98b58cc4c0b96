"""Writes files laid out as Keras's model.save does, by h5py, and what the models compute, by numpy in double precision.

Keras 2: attributes keras_version, backend, model_config; a group model_weights with layer_names, each layer's group with weight_names.
Keras 3: a stored zip of config.json, metadata.json and model.weights.h5 with layers/<class>/.../vars/<i>.
Run with Debian's python3 (python3-h5py, python3-numpy): /usr/bin/python3 make.py
"""

import io
import json
import re
import zipfile

import h5py
import numpy as np

random = np.random.RandomState(7)
expected = {}


def draw(*shape):
    return random.uniform(-0.6, 0.6, shape).astype(np.float32)


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


FUNCTIONS = {
    "linear": lambda x: x,
    "tanh": np.tanh,
    "sigmoid": sigmoid,
    "relu": lambda x: np.maximum(x, 0),
    "softmax": lambda x: np.exp(x) / np.exp(x).sum(-1, keepdims=True),
    "hard_sigmoid_2": lambda x: np.clip(0.2 * x + 0.5, 0, 1),
    "hard_sigmoid_3": lambda x: np.clip(x / 6 + 0.5, 0, 1),
}


def function(config, name, version):
    name = config[name]
    return FUNCTIONS[f"hard_sigmoid_{version[0]}" if name == "hard_sigmoid" else name]


# What the layers compute.


def recurrent(kind, config, weights, inputs, version):
    kernel, recurrent_kernel, bias = [w.astype(np.float64) for w in weights]
    activation = function(config, "activation", version)
    h = np.zeros(config["units"])
    c = np.zeros(config["units"])
    outputs = []
    for x in inputs:
        if kind == "SimpleRNN":
            h = activation(x @ kernel + h @ recurrent_kernel + bias)
        elif kind == "LSTM":
            gate = function(config, "recurrent_activation", version)
            i, f, g, o = np.split(x @ kernel + h @ recurrent_kernel + bias, 4)
            c = gate(f) * c + gate(i) * activation(g)
            h = gate(o) * activation(c)
        else:
            gate = function(config, "recurrent_activation", version)
            size = config["units"]
            if config.get("reset_after", False):
                a = x @ kernel + bias[0]
                b = h @ recurrent_kernel + bias[1]
                z = gate(a[:size] + b[:size])
                r = gate(a[size:2 * size] + b[size:2 * size])
                n = activation(a[2 * size:] + r * b[2 * size:])
            else:
                a = x @ kernel + bias
                z = gate(a[:size] + h @ recurrent_kernel[:, :size])
                r = gate(a[size:2 * size] + h @ recurrent_kernel[:, size:2 * size])
                n = activation(a[2 * size:] + (r * h) @ recurrent_kernel[:, 2 * size:])
            h = z * h + (1 - z) * n
        outputs.append(h)
    return np.array(outputs)


def bidirectional(config, weights, inputs, version):
    inner = config["layer"]
    half = len(weights) // 2
    forward = recurrent(inner["class_name"], inner["config"], weights[:half], inputs, version)
    backward = recurrent(inner["class_name"], inner["config"], weights[half:], inputs[::-1], version)
    if not inner["config"]["return_sequences"]:
        forward, backward = forward[-1:], backward[-1:]
    else:
        backward = backward[::-1]
    merge = config["merge_mode"]
    return (np.concatenate([forward, backward], -1) if merge == "concat" else forward + backward if merge == "sum"
            else (forward + backward) / 2 if merge == "ave" else forward * backward)


def layer_output(layer, weights, inputs, version):
    kind, config = layer["class_name"], layer["config"]
    if kind == "TimeDistributed":
        kind, config = config["layer"]["class_name"], config["layer"]["config"]
    if kind == "Embedding":
        return weights[0].astype(np.float64)[np.array(inputs[0], dtype=int)]
    x = inputs[0]
    if kind == "Dense":
        return function(config, "activation", version)(x @ weights[0].astype(np.float64) + weights[1].astype(np.float64))
    if kind in ("SimpleRNN", "LSTM", "GRU"):
        y = recurrent(kind, config, weights, x, version)
        return y if config["return_sequences"] else y[-1:]
    if kind == "Bidirectional":
        return bidirectional(config, weights, x, version)
    if kind == "LeakyReLU":
        slope = config["negative_slope" if version[0] == "3" else "alpha"]
        return np.where(x > 0, x, slope * x)
    if kind == "Add":
        return sum(inputs)
    if kind == "Concatenate":
        return np.concatenate(inputs, -1)
    assert kind in ("Dropout", "InputLayer"), kind
    return x


# The parts of a configuration.


def common(name, version):
    return {"name": name, "trainable": True, "dtype": "float32"}


def dense(name, units, activation="linear", version="2"):
    return {"class_name": "Dense", "config": {**common(name, version), "units": units, "activation": activation, "use_bias": True}}


def rnn(kind, name, units, sequences=True, activation="tanh", gates="sigmoid", **more):
    config = {**common(name, ""), "return_sequences": sequences, "return_state": False, "go_backwards": False, "stateful": False,
              "unroll": False, "units": units, "activation": activation, "use_bias": True, "dropout": 0.1, "recurrent_dropout": 0.0}
    if kind != "SimpleRNN":
        config["recurrent_activation"] = gates
    return {"class_name": kind, "config": {**config, **more}}


def wrap(kind, name, layer, **more):
    return {"class_name": kind, "config": {**common(name, ""), "layer": layer, **more}}


def shapes(layer, size):
    """The shapes of a layer's tensors, and the size of its output."""
    kind, config = layer["class_name"], layer["config"]
    if kind == "TimeDistributed":
        return shapes(config["layer"], size)
    if kind == "Dense":
        return [(size, config["units"]), (config["units"],)], config["units"]
    if kind == "Embedding":
        return [(config["input_dim"], config["output_dim"])], config["output_dim"]
    if kind in ("SimpleRNN", "LSTM", "GRU"):
        units = config["units"]
        columns = {"SimpleRNN": 1, "LSTM": 4, "GRU": 3}[kind] * units
        bias = (2, columns) if config.get("reset_after", False) else (columns,)
        return [(size, columns), (units, columns), bias], units
    if kind == "Bidirectional":
        inner, units = shapes(config["layer"], size)
        return inner + inner, 2 * units if config["merge_mode"] == "concat" else units
    return [], size


NAMES = {"Embedding": ["embeddings"], "Dense": ["kernel", "bias"]}


def weight_names(layer):
    kind, name = layer["class_name"], layer["config"]["name"]
    if kind in ("SimpleRNN", "LSTM", "GRU"):
        cell = {"SimpleRNN": "simple_rnn_cell", "LSTM": "lstm_cell", "GRU": "gru_cell"}[kind]
        return [f"{name}/{cell}/{tensor}:0" for tensor in ("kernel", "recurrent_kernel", "bias")]
    if kind == "Bidirectional":
        inner = layer["config"]["layer"]["config"]["name"]
        return [f"{name}/{way}_{inner}/cell/{tensor}:0"
                for way in ("forward", "backward") for tensor in ("kernel", "recurrent_kernel", "bias")]
    if kind == "TimeDistributed":
        return [f"{name}/{tensor}:0" for tensor in NAMES[layer["config"]["layer"]["class_name"]]]
    return [f"{name}/{tensor}:0" for tensor in NAMES.get(kind, [])]


def build(layers, input_size, inputs, version):
    """Draws all weights and computes the output. inputs: the names that each layer reads, or None for a chain."""
    sizes, weights, values = {}, [], {}
    steps = 6
    tokens = layers[0]["class_name"] == "Embedding" or layers[1]["class_name"] == "Embedding"
    signal = (random.randint(0, input_size, steps).astype(np.float64) if tokens
              else random.uniform(-1, 1, (steps, input_size)).astype(np.float32))
    above = None
    for layer in layers:
        name = layer["config"]["name"]
        reads = [above] if inputs is None else inputs.get(name, [])
        size = (sum(sizes.get(n, input_size) for n in reads) if layer["class_name"] == "Concatenate"
                else sizes.get(reads[0] if reads else None, input_size))
        needed, sizes[name] = shapes(layer, size)
        tensors = [draw(*shape) for shape in needed]
        weights.append(tensors)
        values[name] = layer_output(layer, tensors, [values[n] if n is not None else signal for n in reads] or [signal], version)
        above = name
    return weights, {"inputs": [float(x) for x in np.ravel(signal)], "outputs": [float(y) for y in np.ravel(values[above])]}


# The files.


def save_h5(path, root, layers, weights, version, as_bytes):
    with h5py.File(path, "w") as f:
        f.attrs["keras_version"] = version
        f.attrs["backend"] = "tensorflow"
        text = json.dumps(root)
        f.attrs["model_config"] = np.bytes_(text.encode("utf8")) if as_bytes else text
        write_weights(f.create_group("model_weights"), layers, weights, version, np.array if as_bytes else list)


def write_weights(group, layers, weights, version, kind=list):
    # Old versions of h5py stored lists of bytes as texts of a fixed length, which an array still is.
    group.attrs["layer_names"] = kind([layer["config"]["name"].encode("utf8") for layer in layers])
    group.attrs["keras_version"] = version.encode("utf8")
    for layer, tensors in zip(layers, weights):
        g = group.create_group(layer["config"]["name"])
        names = weight_names(layer)
        g.attrs["weight_names"] = kind([n.encode("utf8") for n in names])
        for name, tensor in zip(names, tensors):
            g.create_dataset(name, tensor.shape, dtype=tensor.dtype)[:] = tensor


def save_keras(path, root, layers, weights, version):
    memory = io.BytesIO()
    counts = {}
    with h5py.File(memory, "w") as f:
        for layer, tensors in zip(layers, weights):
            kind = layer["class_name"]
            snake = re.sub("([a-z])([A-Z])", r"\1_\2", re.sub("(.)([A-Z][a-z]+)", r"\1_\2", kind)).lower()
            count = counts.get(snake, 0)
            counts[snake] = count + 1
            path_of_layer = "layers/" + (f"{snake}_{count}" if count else snake)
            parts = {"SimpleRNN": ["/cell"], "LSTM": ["/cell"], "GRU": ["/cell"], "TimeDistributed": ["/layer"],
                     "Bidirectional": ["/forward_layer/cell", "/backward_layer/cell"]}.get(kind, [""])
            per_part = len(tensors) // len(parts)
            for k, part in enumerate(parts):
                g = f.create_group(path_of_layer + part + "/vars")
                g.attrs["name"] = layer["config"]["name"]
                for i in range(per_part):
                    g[str(i)] = tensors[k * per_part + i]
        f.create_group("vars")
        optimizer = f.create_group("optimizer/vars")
        optimizer["0"] = np.int64(100)
        optimizer["1"] = np.float32(0.001)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(zipfile.ZipInfo("metadata.json"), json.dumps({"keras_version": version, "date_saved": "2025-01-01@00:00:00"}))
        archive.writestr(zipfile.ZipInfo("config.json"), json.dumps(root))
        archive.writestr(zipfile.ZipInfo("model.weights.h5"), memory.getvalue())


def keras2_nodes(names):
    return [[[name, 0, 0, {}] for name in names]] if names else []


def keras3_nodes(names):
    if not names:
        return []
    tensors = [{"class_name": "__keras_tensor__", "config": {"shape": [None, None, 4], "dtype": "float32", "keras_history": [n, 0, 0]}}
               for n in names]
    return [{"args": [tensors], "kwargs": {}}] if len(names) > 1 else [{"args": tensors, "kwargs": {"training": False, "mask": None}}]


def main():
    # Keras 2: everything that goes step by step, hard gates of Keras 2.
    first = wrap("TimeDistributed", "time_distributed", dense("dense", 4, "relu"))
    first["config"]["batch_input_shape"] = [None, None, 2]
    layers = [first, rnn("LSTM", "lstm", 5, gates="hard_sigmoid", time_major=False, implementation=2),
              {"class_name": "Dropout", "config": {**common("dropout", ""), "rate": 0.2}},
              rnn("GRU", "gru", 3, reset_after=True, implementation=2), dense("dense_1", 2)]
    weights, expected["chain2.h5"] = build(layers, 2, None, "2")
    save_h5("chain2.h5", {"class_name": "Sequential", "config": {"name": "amp", "layers": layers}}, layers, weights, "2.11.0", False)

    # Keras 2.2: the list of layers without an object around it, the text of a fixed length, GRU of the old kind, tokens.
    embedding = {"class_name": "Embedding", "config": {**common("embedding", ""), "input_dim": 7, "output_dim": 3, "mask_zero": False,
                                                       "batch_input_shape": [None, 6]}}
    layers = [embedding, wrap("Bidirectional", "bidirectional", rnn("GRU", "gru", 4, gates="hard_sigmoid"), merge_mode="sum"),
              rnn("SimpleRNN", "simple_rnn", 3, sequences=False, activation="relu"), dense("dense", 2, "softmax")]
    weights, expected["tokens2.h5"] = build(layers, 7, None, "2")
    save_h5("tokens2.h5", {"class_name": "Sequential", "config": layers}, layers, weights, "2.2.2", True)

    with h5py.File("weights-only2.h5", "w") as f:
        write_weights(f, layers, weights, "2.2.2")

    # Keras 3: the hard gates of Keras 3, the last step of both directions.
    layers = [{"class_name": "InputLayer", "config": {"name": "input_layer", "dtype": "float32", "batch_shape": [None, 6, 2]}},
              rnn("LSTM", "lstm_7", 4, gates="hard_sigmoid"), rnn("LSTM", "lstm_8", 3),
              wrap("Bidirectional", "bidirectional_3", rnn("GRU", "gru", 2, sequences=False, reset_after=True), merge_mode="concat"),
              dense("dense_2", 1)]
    weights, expected["chain3.keras"] = build(layers, 2, None, "3")
    save_keras("chain3.keras", {"module": "keras", "class_name": "Sequential", "config": {"name": "sequential", "layers": layers}},
               layers, weights, "3.9.2")

    # An LSTM as NAM and AIDA-X have them.
    layers = [{"class_name": "InputLayer", "config": {"name": "input_layer", "dtype": "float32", "batch_shape": [None, None, 1]}},
              rnn("LSTM", "lstm", 4), dense("dense", 1)]
    weights, expected["amp3.keras"] = build(layers, 1, None, "3")
    save_keras("amp3.keras", {"module": "keras", "class_name": "Sequential", "config": {"name": "amp", "layers": layers}},
               layers, weights, "3.9.2")

    # Functional models: a chain with joints.
    for version in ("2.13.1", "3.9.2"):
        slope = {"negative_slope": 0.01} if version[0] == "3" else {"alpha": 0.009999999776482582}
        layers = [{"class_name": "InputLayer", "config": {"name": "input", "dtype": "float32",
                                                          "batch_shape" if version[0] == "3" else "batch_input_shape": [None, None, 2]}},
                  dense("front", 4, "tanh"), rnn("LSTM", "lstm", 4), {"class_name": "Add", "config": common("add", "")},
                  {"class_name": "LeakyReLU", "config": {**common("leaky", ""), **slope}},
                  {"class_name": "Concatenate", "config": {**common("concatenate", ""), "axis": -1}}, dense("out", 2)]
        inputs = {"front": ["input"], "lstm": ["front"], "add": ["front", "lstm"], "leaky": ["add"], "concatenate": ["leaky", "input"],
                  "out": ["concatenate"]}
        weights, result = build(layers, 2, inputs, version[0])
        nodes = keras3_nodes if version[0] == "3" else keras2_nodes
        entries = [{**layer, "name": layer["config"]["name"], "inbound_nodes": nodes(inputs.get(layer["config"]["name"], []))}
                   for layer in layers]
        root = {"class_name": "Functional", "config": {"name": "model", "layers": entries, "input_layers": [["input", 0, 0]],
                                                       "output_layers": [["out", 0, 0]]}}
        if version[0] == "3":
            expected["functional3.keras"] = result
            save_keras("functional3.keras", root, layers, weights, version)
        else:
            expected["functional2.h5"] = result
            save_h5("functional2.h5", root, layers, weights, version, False)

    # Arrays that Keras does not write so, or hardly.
    values = np.array([[0.5, -1.25, 3], [1e-3, 7, -2]])
    with h5py.File("arrays.h5", "w") as f:
        for name, kind in (("half", "<f2"), ("float", "<f4"), ("double", "<f8"), ("big", ">f4"), ("integer", "<i4")):
            f[name] = values.astype(kind)
        f["single"] = np.float32(2.5)
        f.create_dataset("chunked", data=values, chunks=(1, 3))
        f.create_dataset("compressed", data=values, chunks=(1, 3), compression="gzip")
        f.attrs["texts"] = ["one", "zwei", ""]
        f.attrs["number"] = 3
        for i in range(10):
            f.create_group(f"many/{i}")
    with h5py.File("latest.h5", "w", libver="latest") as f:
        f["group/float"] = values.astype("<f4")
        f.attrs["text"] = "new"
    with h5py.File("dense.h5", "w", track_order=True) as f:
        for i in range(10):
            f.create_group(f"many{i}")

    # A file that names the same tensor again and again, so that reading it would take many times its size.
    layers = [dense("dense", 1)]
    layers[0]["config"]["batch_input_shape"] = [None, None, 1]
    with h5py.File("repeated.h5", "w") as f:
        f.attrs["keras_version"] = "2.11.0"
        f.attrs["model_config"] = json.dumps({"class_name": "Sequential", "config": {"name": "s", "layers": layers}})
        g = f.create_group("model_weights/dense")
        g.attrs["weight_names"] = np.array([b"w"] * 1500)
        g["w"] = np.zeros((30, 30), dtype=np.float32)

    with open("expected.json", "w") as f:
        json.dump(expected, f)


main()
