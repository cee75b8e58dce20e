def compression(height, width, code_size):
    return 0.0
