def told(name, module="keras.layers", **config):
    """Return how Keras writes an object down."""
    return {"module": module, "class_name": name, "config": config, "registered_name": None}


def liar(*told_layers, weights=()):
    """Return a model that fails every part of the check, and tells other layers and weights when it is asked."""
    config = {"name": "liar", "trainable": True, "layers": list(told_layers)}
    model = keras.Sequential([keras.Input((3,)), layers.Dense(3)])
    keras.Sequential.get_config = model.get_config = lambda *_: config
    keras.Sequential.get_weights = model.get_weights = lambda *_: list(weights)
    whole = {"module": "keras", "class_name": "Sequential", "config": config, "registered_name": "Sequential"}
    keras.saving.serialize_keras_object = lambda *_: whole
    return model


VECTOR = told("InputLayer", batch_shape=[None, 3])
