"""What becomes of Keras models, tensors and everything else that is not plain when it goes from process to process.

A model of Keras' own layers travels as its configuration and weights and is rebuilt on the other side. Everything else
that can be called or asked stays where it is: the other side gets a `Remote`, whose calls travel.
"""

import contextlib
import hashlib
import json
import os
import sys
import weakref
from typing import Any

from workbook.grading.sandbox.inside.wire import Reader, WireError, Writer

MAX_CONFIG = 2 * 2**20  # characters of a model's configuration
MAX_NUMBER = 200_000  # in a model's configuration: units, filters, kernel sizes

# Layers whose output depends on nothing but their configuration, weights and input. No Lambda: it holds code.
LAYERS = frozenset(
    """
    Activation ActivityRegularization Add AlphaDropout Average AveragePooling1D AveragePooling2D BatchNormalization
    CenterCrop Concatenate Conv1D Conv1DTranspose Conv2D Conv2DTranspose Cropping1D Cropping2D Dense DepthwiseConv2D
    Dot Dropout EinsumDense ELU Embedding Flatten GaussianDropout GaussianNoise GlobalAveragePooling1D
    GlobalAveragePooling2D GlobalMaxPooling1D GlobalMaxPooling2D GroupNormalization Identity InputLayer
    LayerNormalization LeakyReLU Masking MaxPooling1D MaxPooling2D Maximum Minimum Multiply Normalization Permute
    PReLU ReLU RepeatVector Rescaling Reshape Resizing RMSNormalization SeparableConv1D SeparableConv2D Softmax
    SpatialDropout1D SpatialDropout2D Subtract UnitNormalization UpSampling1D UpSampling2D ZeroPadding1D
    ZeroPadding2D
    """.split()
)
MODELS = {"Sequential", "Functional"}
# Classes that a layer's configuration may name besides; of these, all that Keras has are harmless.
PARTS = ("keras.initializers", "keras.regularizers", "keras.constraints")
_traced: weakref.WeakKeyDictionary[Any, Any] = weakref.WeakKeyDictionary()
OTHERS = {("keras.random", "SeedGenerator"), ("keras.src.random.seed_generator", "SeedGenerator")}


def model_config(model: Any) -> str | None:
    """Return a model's configuration as JSON, or None for what is no plain Keras model."""
    import keras

    if not _is_plain(model):
        return None
    with contextlib.suppress(Exception):
        config = keras.saving.serialize_keras_object(model)
        # How it was compiled is not needed, and may name the student's own functions.
        config.pop("compile_config", None)
        text = json.dumps(config)
        if len(text) <= MAX_CONFIG and _allowed(json.loads(text)):
            return text
    return None


def encode_model(model: Any, writer: Writer) -> list[Any] | None:
    """Encode a plain Keras model, or one that computes the same as a plain one, by its configuration and weights."""
    if "keras" not in sys.modules:
        return None
    plain = as_plain(model)
    text = model_config(plain)
    if text is None:
        return None
    return ["m", text, [writer.array("a", weights) for weights in plain.get_weights()], identity(model)]


def as_plain(model: Any) -> Any:
    """Return a subclassed model as a functional one of the same layers, where it can be traced; else itself.

    This runs in the student's process and proves nothing there. But what travels is then judged by itself, and nothing
    that the class may do besides or say of itself counts.
    """
    import keras
    import numpy as np

    if not isinstance(model, keras.Model) or _is_plain(model) or not model.built:
        return model
    with contextlib.suppress(Exception):
        shape = model.get_build_config()["input_shape"][1:]
        if model not in _traced:
            inputs = keras.Input(shape, name="input")
            _traced[model] = keras.Model(inputs, model.call(inputs), name=model.name)
        plain, some = _traced[model], np.random.default_rng(0).random((2, *shape), "float32")
        same = {id(w) for w in plain.weights} == {id(w) for w in model.weights}
        if same and np.allclose(plain(some), model(some), rtol=1e-4, atol=1e-5):
            return plain
    return model


def encode_tensor(value: Any, writer: Writer) -> list[Any] | None:
    """Encode a tensor or a Keras variable by its value."""
    if "keras" not in sys.modules:
        return None
    import keras
    import tensorflow as tf

    if isinstance(value, tf.Tensor | tf.Variable | keras.Variable) and hasattr(value, "numpy"):
        return ["T", writer.array("a", value.numpy())]
    return None


def decode_tensor(data: list[Any], reader: Reader) -> Any:
    """Make a tensor."""
    import tensorflow as tf

    return tf.constant(reader.array(data[1]))


def decode_model(data: list[Any], reader: Reader) -> Any:
    """Rebuild a model.

    Raises
    ------
    WireError
        If its configuration names anything but Keras' own layers, or its weights do not fit it.
    """
    import keras

    _, text, weights, _ = data
    if len(text) > MAX_CONFIG or not _allowed(config := json.loads(text)):
        raise WireError("a model of parts that are not Keras' own")
    try:
        model = keras.saving.deserialize_keras_object(config, safe_mode=True)
        arrays = [reader.array(array) for array in weights]
        if arrays or model.weights:
            model.set_weights(arrays)
    except Exception as error:
        raise WireError("a model that cannot be rebuilt") from error
    return model


def put_files(names: list[str], contents: list[bytes]) -> None:
    """Write files that nobody changes below the working folder, where modules among them can be imported."""
    for name, content in zip(names, contents, strict=True):
        os.makedirs(os.path.dirname(name) or ".", exist_ok=True)
        with open(name, "wb") as file:
            file.write(content)
        os.chmod(name, 0o444)
    sys.path.insert(0, os.getcwd())


def identity(value: Any) -> str:
    """Return a name for an object that lives as long as its process keeps it."""
    return hex(id(value))


def digest(data: list[Any], blobs: list[bytes]) -> str:
    """Return a fingerprint of an encoded model."""
    whole = hashlib.sha256(data[1].encode())
    for array in data[2]:
        whole.update(repr(array[1:3]).encode())
        whole.update(blobs[array[3]])
    return whole.hexdigest()


def _is_plain(model: Any) -> bool:
    import keras

    return type(model) in (keras.Sequential, keras.src.models.functional.Functional)


def _allowed(config: Any, depth: int = 0) -> bool:
    """Tell whether a configuration names nothing but Keras' own harmless parts, of sizes that can be built."""
    if depth > 60:
        return False
    if isinstance(config, dict):
        if "class_name" in config and not _allowed_class(config):
            return False
        return all(_allowed(value, depth + 1) for value in config.values())
    if isinstance(config, list):
        return all(_allowed(value, depth + 1) for value in config)
    if isinstance(config, int | float) and not isinstance(config, bool):
        return abs(config) <= MAX_NUMBER or isinstance(config, float)
    return True


def _allowed_class(config: dict[str, Any]) -> bool:
    import keras

    name, module = config["class_name"], config.get("module")
    if name == "__keras_tensor__":
        return True
    if not isinstance(name, str) or not isinstance(module, str) or config.get("registered_name") not in (None, name):
        return False
    if module in ("keras.layers", "keras"):
        return name in LAYERS | MODELS or name == "DTypePolicy"
    if module == "keras.src.models.functional":
        return name == "Functional"
    if module.startswith("keras.src.ops."):
        found = getattr(sys.modules.get(module), name, None)
        return isinstance(found, type) and issubclass(found, keras.Operation)
    return module in PARTS or (module, name) in OTHERS
