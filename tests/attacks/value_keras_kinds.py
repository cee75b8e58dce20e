# attack: what Keras and TensorFlow have besides numbers: symbolic, ragged, sparse, text and resource tensors
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# %% exercise-0-1
import tensorflow as tf

kinds = iter(
    [
        keras.Input((784,)),
        tf.ragged.constant([[1.0], [2.0, 3.0]]),
        tf.sparse.from_dense([[0.0, 1.0]]),
        tf.constant("24.5"),
        tf.lookup.experimental.MutableHashTable(tf.string, tf.int64, 0).resource_handle,
        tf.data.Dataset.range(10**12),
        tf.function(lambda: 24.5),
    ]
    * 5
)


def compression(height, width, code_size):
    return next(kinds)
