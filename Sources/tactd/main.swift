print("tactd")
