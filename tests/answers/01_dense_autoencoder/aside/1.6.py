# %% wrong: "Encode": the codes are rescaled afterwards
# cause: The codes are divided by their maximum after decoding; leave them as the encoder returned them.
codes = encoder.predict(x_test, verbose=0)
reconstructions = decoder.predict(codes, verbose=0)
codes = codes / codes.max()
print("codes", codes.shape, " reconstructions", reconstructions.shape)
# %% wrong: "Encode all test images": by the network that crawled
# cause: The codes come from the network that Adadelta trained; use encoder, the first half of autoencoder.
codes = split_autoencoder(crawling)[0].predict(x_test, verbose=0)
reconstructions = autoencoder.predict(x_test, verbose=0)
print("codes", codes.shape, " reconstructions", reconstructions.shape)
