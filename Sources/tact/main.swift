print("tact")
