import lib.inner
