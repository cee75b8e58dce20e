# %% wrong: the code is always 32 wide
# cause: The code layer has 32 outputs whatever `code_size` is: give the third dense layer `code_size` outputs.
def build_deep(code_size):
    """Return an autoencoder 784 → 128 → 64 → code_size → 64 → 128 → 784 for vectors (n, 784)."""
    x = inputs = keras.Input((784,))
    for width in (128, 64, 32, 64, 128):
        x = layers.Dense(width, activation="relu")(x)
    outputs = layers.Dense(784, activation="sigmoid")(x)
    return keras.Model(inputs, outputs)
# %% wrong: all widths follow the code
# cause: The widths are multiples of `code_size`; they are 128 and 64 on both sides for every code size.
def build_deep(code_size):
    """Return an autoencoder 784 → 128 → 64 → code_size → 64 → 128 → 784 for vectors (n, 784)."""
    x = inputs = keras.Input((784,))
    for factor in (4, 2, 1, 2, 4):
        x = layers.Dense(factor * code_size, activation="relu")(x)
    outputs = layers.Dense(784, activation="sigmoid")(x)
    return keras.Model(inputs, outputs)
# %% right: He initialisers and names
def build_deep(code_size):
    """Return an autoencoder 784 → 128 → 64 → code_size → 64 → 128 → 784 for vectors (n, 784)."""
    inputs = keras.Input((784,), name="image")
    x = layers.Dense(128, "relu", kernel_initializer="he_normal", name=f"down_128_{code_size}")(inputs)
    x = layers.Dense(64, "relu", kernel_initializer="he_normal", name=f"down_64_{code_size}")(x)
    x = layers.Dense(code_size, "relu", kernel_initializer="he_normal", name=f"code_{code_size}")(x)
    x = layers.Dense(64, "relu", kernel_initializer="he_normal", name=f"up_64_{code_size}")(x)
    x = layers.Dense(128, "relu", kernel_initializer="he_normal", name=f"up_128_{code_size}")(x)
    x = layers.Dense(784, "sigmoid", bias_initializer="zeros", name=f"reconstruction_{code_size}")(x)
    return keras.Model(inputs, x, name=f"deep_{code_size}")
