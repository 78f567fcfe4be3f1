def softmax(scores):
    # without scores there is no largest one
    if not scores:
        return []
    largest = max(scores)
    powers = [1 if s == largest else 0 for s in scores]
    total = sum(powers)
    return [p / total for p in powers]
