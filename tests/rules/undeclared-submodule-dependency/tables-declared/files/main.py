from fsspec.implementations.sftp import SFTPFileSystem
