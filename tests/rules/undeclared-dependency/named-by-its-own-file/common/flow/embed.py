"""make_embedder() gives one."""
import abc


class Embedder(abc.ABC):
    def embed(self, text):
        raise NotImplementedError


class Local(Embedder):
    def __init__(self):
        import sentence_transformers  # batch makes one; api has only what the package hands on

        self.model = sentence_transformers.SentenceTransformer("small")


def make_embedder(backend="local"):
    """
    >>> make_embedder("local")
    """
    return Local() if backend == "local" else Embedder()


if __name__ == "__main__":
    print(make_embedder())
