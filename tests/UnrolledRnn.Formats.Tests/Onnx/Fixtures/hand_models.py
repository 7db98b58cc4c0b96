"""Builds graphs as other exporters do: tf2onnx for Keras, and PyTorch's exporter of dynamo, which leaves the order of gates to the graph.

Run in this folder: python3 hand_models.py
"""
import numpy as np
from onnx import TensorProto, checker, helper, numpy_helper, save

RANDOM = np.random.default_rng(5)
SIZE, INPUTS, OUTPUTS = 4, 2, 3


def drawn(*shape):
    return (RANDOM.random(shape, dtype=np.float32) - 0.5).astype(np.float32)


def node(operation, inputs, output, **attributes):
    outputs = [output] if isinstance(output, str) else output
    return helper.make_node(operation, inputs, outputs, name=f"{outputs[0]}/{operation}", **attributes)


def floats(name, values):
    """A tensor in float_data, as helper.make_tensor writes it."""
    return helper.make_tensor(name, TensorProto.FLOAT, values.shape, values.flatten().tolist())


def numbers(name, *values):
    return numpy_helper.from_array(np.array(values, dtype=np.int64), name)


def write(name, nodes, tensors, shape, outputs, producer, opset=15, rank=3):
    graph = helper.make_graph(
        nodes, name, [helper.make_tensor_value_info("x", TensorProto.FLOAT, shape)],
        [helper.make_tensor_value_info(output, TensorProto.FLOAT, [f"{output}_{i}" for i in range(rank)]) for output in outputs], tensors)
    model = helper.make_model(graph, producer_name=producer, opset_imports=[helper.make_opsetid("", opset)], ir_version=8)
    checker.check_model(model)
    save(model, f"{name}.onnx")


def keras(name, last, both):
    """Dense(Softmax) behind LSTM, or Bidirectional(LSTM); TensorFlow multiplies sequences as flat matrices."""
    d = 2 if both else 1
    tensors = [
        floats("W", drawn(d, 4 * SIZE, INPUTS)), floats("R", drawn(d, 4 * SIZE, SIZE)), floats("B", drawn(d, 8 * SIZE)),
        floats("kernel", drawn(d * SIZE, OUTPUTS)), floats("bias", drawn(OUTPUTS)), numbers("flat", -1, d * SIZE),
        *[numbers(*number) for number in (("zero", 0), ("one", 1), ("two", 2), ("d", d), ("size", SIZE), ("outputs", OUTPUTS))],
    ]
    nodes = [
        node("Transpose", ["x"], "time_first", perm=[1, 0, 2]),
        node("Shape", ["x"], "shape"),
        node("Cast", ["shape"], "shape32", to=TensorProto.INT32),
        node("Cast", ["shape32"], "shape64", to=TensorProto.INT64),
        node("Slice", ["shape64", "zero", "one", "zero"], "batch"),
        node("Concat", ["d", "batch", "size"], "state_shape", axis=0),
        node("ConstantOfShape", ["state_shape"], "state"),
        node("LSTM", ["time_first", "W", "R", "B", "", "state", "state"], ["Y", "Y_h", "Y_c"], hidden_size=SIZE,
             direction="bidirectional" if both else "forward"),
    ]
    if last and both:
        nodes += [
            node("Split", ["Y_h"], ["forward", "backward"], axis=0),
            node("Squeeze", ["forward", "zero"], "forward2"),
            node("Squeeze", ["backward", "zero"], "backward2"),
            node("Concat", ["forward2", "backward2"], "features", axis=-1),
        ]
    elif last:
        nodes.append(node("Squeeze", ["Y_h", "zero"], "features"))
    elif both:
        nodes += [
            node("Split", ["Y"], ["forward", "backward"], axis=1),
            node("Squeeze", ["forward", "one"], "forward2"),
            node("Squeeze", ["backward", "one"], "backward2"),
            node("Transpose", ["forward2"], "forward3", perm=[1, 0, 2]),
            node("Transpose", ["backward2"], "backward3", perm=[1, 0, 2]),
            node("Concat", ["forward3", "backward3"], "features", axis=2),
        ]
    else:
        nodes += [node("Squeeze", ["Y", "one"], "squeezed"), node("Transpose", ["squeezed"], "features", perm=[1, 0, 2])]
    if last:
        nodes += [node("MatMul", ["features", "kernel"], "product"), node("Add", ["product", "bias"], "sum")]
    else:
        nodes += [
            node("Slice", ["shape64", "zero", "two", "zero"], "batch_time"),
            node("Concat", ["batch_time", "outputs"], "output_shape", axis=0),
            node("Reshape", ["features", "flat"], "rows"),
            node("MatMul", ["rows", "kernel"], "row_products"),
            node("Reshape", ["row_products", "output_shape"], "product"),
            node("Add", ["product", "bias"], "sum"),
        ]
    nodes.append(node("Softmax", ["sum"], "output", axis=-1))
    write(name, nodes, tensors, ["unk__1", "unk__2", INPUTS], ["output"], "tf2onnx", rank=2 if last else 3)


def two_nodes(name, turns):
    """Two nodes for two directions: the second reads the sequence backwards, or is given it turned round."""
    tensors = []
    for way in ("forward", "backward"):
        tensors += [floats(f"W_{way}", drawn(1, 3 * SIZE, INPUTS)), floats(f"R_{way}", drawn(1, 3 * SIZE, SIZE)),
                    floats(f"B_{way}", drawn(1, 6 * SIZE))]
    tensors += [floats("kernel", drawn(2 * SIZE, OUTPUTS)), numbers("first", -1), numbers("far", -(2**63) + 1), numbers("axis", 0),
                numbers("step", -1), numbers("one", 1)]
    turn = ["first", "far", "axis", "step"]
    nodes = [
        node("GRU", ["x", "W_forward", "R_forward", "B_forward"], ["Y_forward", ""], hidden_size=SIZE, linear_before_reset=1),
        *([node("Slice", ["x", *turn], "turned")] if turns else []),
        node("GRU", ["turned" if turns else "x", "W_backward", "R_backward", "B_backward"], ["Y_turned" if turns else "Y_backward", ""],
             hidden_size=SIZE, linear_before_reset=1, direction="forward" if turns else "reverse"),
        *([node("Slice", ["Y_turned", *turn], "Y_backward")] if turns else []),
        node("Squeeze", ["Y_forward", "one"], "forward"),
        node("Squeeze", ["Y_backward", "one"], "backward"),
        node("Concat", ["forward", "backward"], "both", axis=2),
        node("MatMul", ["both", "kernel"], "output"),
    ]
    write(name, nodes, tensors, ["time", "batch", INPUTS], ["output"], "")


def dynamo():
    """Weights in PyTorch's order, brought into ONNX's by the graph; states stacked and returned."""
    tensors = [floats("weight_ih", drawn(4 * SIZE, INPUTS)), floats("weight_hh", drawn(4 * SIZE, SIZE)), floats("bias_ih", drawn(4 * SIZE)),
               floats("bias_hh", drawn(4 * SIZE)), floats("head.weight", drawn(OUTPUTS, SIZE)), floats("head.bias", drawn(OUTPUTS)),
               numbers("zero", 0), numbers("one", 1), numbers("two", 2), numbers("layers", 1), numbers("size", SIZE),
               numpy_helper.from_array(np.float32(0), "nothing")]
    nodes = [
        node("Transpose", ["x"], "time_first", perm=[1, 0, 2]),
        node("Shape", ["x"], "batch", start=0, end=1),
        node("Concat", ["layers", "batch", "size"], "state_shape", axis=0),
        node("Expand", ["nothing", "state_shape"], "state"),
    ]
    for name in ("weight_ih", "weight_hh", "bias_ih", "bias_hh"):
        nodes += [
            node("Split", [name], [f"{name}_{gate}" for gate in "ifgo"], axis=0),
            node("Concat", [f"{name}_{gate}" for gate in "iofg"], f"{name}_iofc", axis=0),
        ]
    nodes += [
        node("Unsqueeze", ["weight_ih_iofc", "zero"], "W"),
        node("Unsqueeze", ["weight_hh_iofc", "zero"], "R"),
        node("Concat", ["bias_ih_iofc", "bias_hh_iofc"], "biases", axis=0),
        node("Unsqueeze", ["biases", "zero"], "B"),
        node("LSTM", ["time_first", "W", "R", "B", "", "state", "state"], ["Y", "Y_h", "Y_c"], hidden_size=SIZE),
        node("Squeeze", ["Y", "one"], "squeezed"),
        node("Transpose", ["squeezed"], "every", perm=[1, 0, 2]),
        node("Transpose", ["head.weight"], "head.weight_t", perm=[1, 0]),
        node("MatMul", ["every", "head.weight_t"], "product"),
        node("Add", ["product", "head.bias"], "output"),
    ]
    write("dynamo", nodes, tensors, ["batch", "time", INPUTS], ["output", "Y_h", "Y_c"], "pytorch", opset=17)


def types():
    """Weights of other widths than floats; tokens that come as floats, as Keras passes them."""
    half = drawn(1, SIZE, 3).astype(np.float16)
    bfloat = (drawn(1, SIZE, SIZE).view(np.uint32) >> 16).astype(np.int32)
    tensors = [
        numpy_helper.from_array(drawn(7, 3).astype(np.float64), "table"),
        numpy_helper.from_array(half, "W16"),
        bfloat_tensor(bfloat),
        helper.make_tensor("B16", TensorProto.FLOAT16, [1, 2 * SIZE], drawn(1, 2 * SIZE).flatten().tolist()),
        helper.make_tensor("kernel64", TensorProto.DOUBLE, [SIZE, OUTPUTS], drawn(SIZE, OUTPUTS).astype(np.float64).flatten().tolist()),
        numbers("one", 1),
    ]
    nodes = [
        node("Cast", ["x"], "tokens", to=TensorProto.INT32),
        node("Cast", ["table"], "table32", to=TensorProto.FLOAT),
        *[node("Cast", [f"{name}16"], name, to=TensorProto.FLOAT) for name in "WRB"],
        node("Cast", ["kernel64"], "kernel", to=TensorProto.FLOAT),
        node("Gather", ["table32", "tokens"], "rows"),
        node("RNN", ["rows", "W", "R", "B"], ["Y", ""], hidden_size=SIZE),
        node("Squeeze", ["Y", "one"], "squeezed"),
        node("MatMul", ["squeezed", "kernel"], "output"),
    ]
    write("types", nodes, tensors, ["time", "batch"], ["output"], "keras")


def bfloat_tensor(bits):
    tensor = TensorProto(name="R16", data_type=TensorProto.BFLOAT16, dims=bits.shape)
    tensor.int32_data.extend(bits.flatten().tolist())
    return tensor


def external():
    """Weights in a file beside the model."""
    data = drawn(1, SIZE, INPUTS).tobytes() + drawn(1, SIZE, SIZE).tobytes()
    tensors = [numbers("axis", 1)]
    for name, shape, offset in (("W", (1, SIZE, INPUTS), 0), ("R", (1, SIZE, SIZE), 4 * SIZE * INPUTS)):
        tensor = TensorProto(name=name, data_type=TensorProto.FLOAT, dims=shape, data_location=TensorProto.EXTERNAL)
        for key, value in (("location", "external.data"), ("offset", offset), ("length", 4 * int(np.prod(shape)))):
            tensor.external_data.add(key=key, value=str(value))
        tensors.append(tensor)
    with open("external.data", "wb") as file:
        file.write(data)
    nodes = [node("RNN", ["x", "W", "R"], ["Y", ""], hidden_size=SIZE), node("Squeeze", ["Y", "axis"], "output")]
    write("external", nodes, tensors, ["time", "batch", INPUTS], ["output"], "")


for kind, both in (("lstm", False), ("both_ways", True)):
    keras(f"keras_{kind}", last=False, both=both)
    keras(f"keras_{kind}_last", last=True, both=both)
two_nodes("two_nodes", turns=False)
two_nodes("two_nodes_turned", turns=True)
for build in (dynamo, types, external):
    build()
