"""The identified access log: who came from where, from when to when; no trail of pages.

What may be lost: by the killing of any process, or of all, nothing that was answered, and of an
out time not more than a minute; at a power cut the lines that the kernel had not yet put on the
disk, of which a visit's next page brings back the beginning. Sign-in, sign-out and every other
ending that somebody decides are committed before the answer.
"""
