# %% wrong: no dropout
# cause: There is no dropout on the genes.
# replace: layers.Dropout(0.5),
# by:
# %% wrong: dropout of a fifth
# replace: layers.Dropout(0.5)
# by: layers.Dropout(0.2)
# %% wrong: dropout behind the hidden layer
# replace: layers.Dropout(0.5), layers.Dense(128, activation="relu"), layers.Dense(code_size)
# by: layers.Dense(128, activation="relu"), layers.Dropout(0.5), layers.Dense(code_size)
# %% wrong: dropout on the code
# replace: layers.Dropout(0.5), layers.Dense(128, activation="relu"), layers.Dense(code_size)
# by: layers.Dense(128, activation="relu"), layers.Dense(code_size), layers.Dropout(0.5)
# %% wrong: dropout behind the hidden layer too
# replace: layers.Dropout(0.5), layers.Dense(128, activation="relu"), layers.Dense(code_size)
# by: layers.Dropout(0.5), layers.Dense(128, activation="relu"), layers.Dropout(0.5), layers.Dense(code_size)
# %% wrong: dropout in the decoder too
# cause: The decoder drops something in training; dropout stands in the encoder alone.
# replace: layers.Dense(128, activation="relu"), layers.Dense(2 * genes)
# by: layers.Dense(128, activation="relu"), layers.Dropout(0.5), layers.Dense(2 * genes)
# %% wrong: noise in place of dropout
# replace: layers.Dropout(0.5)
# by: layers.GaussianNoise(0.5)
# %% wrong: relu at the code
# cause: The code has a relu; it is linear.
# replace: layers.Dense(code_size)
# by: layers.Dense(code_size, activation="relu")
# %% wrong: a sigmoid at the end
# cause: The decoder ends in a sigmoid; its outputs have no activation.
# replace: layers.Dense(2 * genes)
# by: layers.Dense(2 * genes, activation="sigmoid")
# %% wrong: relu at the end
# cause: The decoder ends in a relu; its outputs have no activation.
# replace: layers.Dense(2 * genes)
# by: layers.Dense(2 * genes, activation="relu")
# %% wrong: one output a gene
# cause: The decoder has one output for each gene; it needs two, a logit and a level.
# replace: layers.Dense(2 * genes)
# by: layers.Dense(genes)
# %% wrong: hidden layers of 64
# cause: The hidden layers have 64 outputs; give them 128.
# replace: layers.Dense(128, activation="relu")
# by: layers.Dense(64, activation="relu")
# %% wrong: no activation in the hidden layers
# cause: The hidden layers have no activation; give them relu.
# replace: layers.Dense(128, activation="relu")
# by: layers.Dense(128)
# %% wrong: tanh
# cause: The hidden layers have tanh; give them relu.
# replace: layers.Dense(128, activation="relu")
# by: layers.Dense(128, activation="tanh")
# %% wrong: no hidden layer in the decoder
# cause: The decoder has no hidden layer.
# replace: layers.Dense(128, activation="relu"), layers.Dense(2 * genes)
# by: layers.Dense(2 * genes)
# %% wrong: normalised in training
# cause: There is a batch normalisation; leave it out.
# replace: layers.Dense(code_size),
# by: layers.BatchNormalization(), layers.Dense(code_size),
# %% wrong: compiled
# cause: The autoencoder is compiled; leave that to the cell that trains it.
# replace: return encoder, decoder, keras.Sequential([encoder, decoder])
# by: both = keras.Sequential([encoder, decoder]); both.compile(optimizer="adam", loss="mse"); return encoder, decoder, both
# %% wrong: other layers in the autoencoder
# cause: The autoencoder has layers of its own; call the encoder and the decoder that you return.
# replace: keras.Sequential([encoder, decoder])
# by: keras.models.clone_model(keras.Sequential([encoder, decoder]))
# %% wrong: the decoder called on no code
# cause: The order is autoencoder, encoder, decoder; return the encoder first.
# replace: return encoder, decoder, keras.Sequential([encoder, decoder])
# by: return keras.Sequential([encoder, decoder]), encoder, decoder
# %% wrong: always 765 genes
# cause: The number of genes is always 765; use `genes`.
def build_cell_autoencoder(genes, code_size):
    encoder = keras.Sequential(
        [
            keras.Input((765,)),
            layers.Dropout(0.5),
            layers.Dense(128, activation="relu"),
            layers.Dense(code_size),
        ]
    )
    decoder = keras.Sequential(
        [keras.Input((code_size,)), layers.Dense(128, activation="relu"), layers.Dense(1530)]
    )
    return encoder, decoder, keras.Sequential([encoder, decoder])
# %% wrong: always a code of 5
# cause: The code always has 5 numbers; use `code_size`.
# replace: layers.Dense(code_size)
# by: layers.Dense(5)
# replace: keras.Input((code_size,))
# by: keras.Input((5,))
# %% right: functional
def build_cell_autoencoder(genes, code_size):
    x = keras.Input((genes,))
    hidden = layers.Dense(128, activation="relu")(layers.Dropout(0.5)(x))
    encoder = keras.Model(x, layers.Dense(code_size)(hidden))
    code = keras.Input((code_size,))
    hidden = layers.Dense(128, activation="relu")(code)
    decoder = keras.Model(code, layers.Dense(genes * 2)(hidden))
    cell = keras.Input((genes,))
    return encoder, decoder, keras.Model(cell, decoder(encoder(cell)))
# %% right: activations as layers, and one row of layers for both
def build_cell_autoencoder(genes, code_size):
    encoder = keras.Sequential(
        [
            keras.Input((genes,)),
            layers.Dropout(rate=0.5),
            layers.Dense(128),
            layers.ReLU(),
            layers.Dense(code_size, activation="linear"),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((code_size,)),
            layers.Dense(128),
            layers.Activation("relu"),
            layers.Dense(2 * genes),
        ]
    )
    return encoder, decoder, keras.Sequential([*encoder.layers, *decoder.layers])
# %% right: a list of the three
def build_cell_autoencoder(genes, code_size):
    encoder = keras.Sequential(
        [
            keras.Input((genes,)),
            layers.Dropout(0.5),
            layers.Dense(128, "relu"),
            layers.Dense(code_size),
        ]
    )
    decoder = keras.Sequential(
        [keras.Input((code_size,)), layers.Dense(128, "relu"), layers.Dense(genes + genes)]
    )
    autoencoder = keras.Sequential([keras.Input((genes,)), encoder, decoder])
    return [encoder, decoder, autoencoder]
