"""What a disk must hold by POSIX alone: the names of a folder as of its last sync, the bytes of a file as of its last sync.

ext4 and xfs keep more, so that a sync which is missing may go unnoticed on them. This takes away what they keep beyond that.
"""
import os
import shutil


class PosixDisk:
    """The names and bytes of a tree that were synced, by the numbers of folders and files."""

    def __init__(self, base):
        self.folders, self.contents = {}, {}
        for place, _, names in os.walk(base):
            self.synced(place)
            for name in names:
                self.synced(f"{place}/{name}")

    def copy(self):
        other = PosixDisk.__new__(PosixDisk)
        other.folders, other.contents = dict(self.folders), dict(self.contents)
        return other

    def synced(self, path):
        """A folder or a file was synced."""
        if os.path.isdir(path):
            self.folders[os.stat(path).st_ino] = {entry.name: entry.inode() for entry in os.scandir(path)}
        else:
            with open(path, "rb") as file:
                self.contents[os.stat(path).st_ino] = file.read()

    def restore(self, base):
        """Makes a tree hold what was synced, and nothing else: all is put aside first, by its number, and then what was synced put back."""
        side = f"{base}.side"
        os.mkdir(side)
        for place, _, _ in list(os.walk(base, topdown=False)):
            for entry in list(os.scandir(place)):
                os.rename(entry.path, f"{side}/{entry.inode()}")
        self.put_back(base, side)
        shutil.rmtree(side)

    def put_back(self, place, side):
        for name, number in self.folders.get(os.stat(place).st_ino, {}).items():
            path, source = f"{place}/{name}", f"{side}/{number}"
            if os.path.isdir(source):
                os.rename(source, path)
                self.put_back(path, side)
            else:
                # What was removed since, and is there again.
                with open(source, "ab"):
                    pass
                # A file may have two names, of which one was about to go.
                os.link(source, path)
                self.write(path, self.contents.get(number, b""))

    @staticmethod
    def write(path, content):
        """The time of the last change stays, as tactd knows files by it."""
        with open(path, "r+b") as file:
            if file.read() == content:
                return
            times = os.stat(path)
            file.seek(0)
            file.write(content)
            file.truncate()
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
