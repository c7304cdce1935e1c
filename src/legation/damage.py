"""The kinds of damage that the files of a ledger can show: a stable code, what still holds, and what can be done.

Nothing is damage because a program crashed: what a crash can leave is D01, D10, D20 and D22, and the next append deals
with it (storage.md 2). Whatever else is found was done by another program or a failing disk, and is repaired by nobody
without being asked.
"""

from __future__ import annotations

from typing import NamedTuple


class Kind(NamedTuple):
    """One kind: what it means, what still holds, what can be done; which `doctor --repair` heals it (empty: none).

    `grave` is what keeps the ledger from being written, or the copy of it from being believed.
    """

    meaning: str
    holds: str
    remedies: tuple[str, ...]
    grave: bool = True
    repair: str = ""


_RESTORE = "restore the file from a backup or from git: `git restore --source=COMMIT -- events`, then `legation verify`"
_SIDES = (
    "keep one side: in the middle of a merge, `git checkout --ours -- events`; later, restore the commit before it",
    "put the other side beside it: `git archive MERGE_HEAD events | tar -x -C ELSEWHERE`, or the commit it came from",
    "take over what it holds beyond yours: `legation merge ELSEWHERE/events`; try it first with --dry-run",
    "put `events/** -text merge=binary` into .gitattributes, so that git leaves both sides whole",
)
_BEFORE = "every event before the place named"
_READS = "every event: the lines are whole, and reading works"

KINDS: dict[str, Kind] = {
    "D01": Kind(
        "the last append was never finished; its bytes stand behind the last event",
        "every event that was acknowledged",
        ("nothing has to be done: the next append sets these bytes aside, in a file of their own",),
        grave=False,
        repair="tail",
    ),
    "D02": Kind(
        "another program wrote behind the last event: a crash of ours cannot have left these lines",
        _BEFORE,
        (_RESTORE, "if the lines are events, take their type and data out and hand them to `legation append`"),
    ),
    "D03": Kind("a merge of git left its marks in the file, and two versions of the same lines", _BEFORE, _SIDES),
    "D04": Kind(
        "lines of another branch or copy stand among these: they claim positions that are taken", _BEFORE, _SIDES
    ),
    "D05": Kind(
        "a line is not as the ledger writes lines: it was edited, or a disk lost or changed bytes", _BEFORE, (_RESTORE,)
    ),
    "D06": Kind(
        "the line ends were changed from LF to CR LF, as git does where core.autocrlf is on",
        "every event, once the ends are LF again",
        (
            "put `events/** -text merge=binary` into .gitattributes, then check the files out anew: "
            "`git rm --cached -r events && git restore --staged --worktree -- events`",
        ),
    ),
    "D07": Kind("lines are missing, or stand in another order than they were written in", _BEFORE, (_RESTORE,)),
    "D08": Kind("lines that were appended together are not all there", _BEFORE, (_RESTORE,)),
    "D09": Kind(
        "lines of another ledger stand among these",
        _BEFORE,
        (_RESTORE, "if they belong here, take their type and data out and hand them to `legation append`"),
    ),
    "D10": Kind(
        "the checkpoint is missing, so nothing tells whether lines were lost at the end",
        "every event that is there",
        (
            "restore the checkpoint from a backup or from git, which tells whether lines were lost",
            "or seal what is there, and live with not knowing: the next append does so by itself, and says so; "
            "of a signed ledger, only that of who holds the key",
        ),
        repair="checkpoint",
    ),
    "D11": Kind(
        "the checkpoint cannot be read, so nothing tells whether lines were lost at the end",
        "every event that is there",
        (
            "restore the checkpoint from a backup or from git, which tells whether lines were lost",
            "or have it set aside and seal what is there, and live with not knowing",
        ),
        repair="checkpoint",
    ),
    "D12": Kind(
        "the checkpoint is that of another ledger",
        "nothing is certain: either the lines or the checkpoint belong elsewhere",
        ("put the checkpoint back that belongs to these lines, or the lines that belong to this checkpoint",),
    ),
    "D13": Kind(
        "lines that were sealed are missing: the checkpoint tells of more than there are",
        "every event that is there",
        (_RESTORE, "if the lines were taken out on purpose, the checkpoint of that time has to come back with them"),
    ),
    "D14": Kind(
        "the sealed lines are not those that were sealed: the root over them is another than the checkpoint's",
        "nothing is certain: any of the sealed lines may be the one that changed",
        (_RESTORE, "compare with a copy: `legation merge COPY --dry-run` names the first line that differs"),
    ),
    "D15": Kind("a file of the ledger is missing", "every event before the place named", (_RESTORE,)),
    "D16": Kind(
        "a file bears a name that is not its own: a segment is called by the position of its first line",
        _BEFORE,
        ("give it its name back, 12 digits and .jsonl; move away what does not belong into the directory",),
    ),
    "D17": Kind(
        "something that is no file of its own stands in the place of one: a link, a pipe or a directory",
        "what stands in other files; nothing behind it is followed or read",
        ("find out who put it there, move it away, and put the file itself in its place",),
    ),
    "D18": Kind(
        "a file cannot be read", "what stands in other files", ("look to its rights and to the disk", _RESTORE)
    ),
    "D19": Kind(
        "there is neither a line nor a checkpoint that tells whose ledger this is",
        "nothing: there are no events here",
        (_RESTORE, "or move the directory away and start anew with `legation init`"),
    ),
    "D20": Kind(
        "the last events are not sealed yet, as a crash or a long burst leaves them",
        _READS,
        ("nothing has to be done: the next append seals them; of a signed ledger, that of who holds the key",),
        grave=False,
    ),
    "D21": Kind(
        "bytes of an unfinished append, or an unreadable checkpoint, were set aside earlier",
        _READS,
        ("look into the file if you miss something; delete it when you do not need it",),
        grave=False,
    ),
    "D22": Kind(
        "a crash left a file that was only on its way",
        _READS,
        ("nothing has to be done: it is put away when it is in the way",),
        grave=False,
    ),
    "D23": Kind(
        "the file system cannot keep what an append promises",
        "reading works everywhere",
        ("keep the ledger that is written on a local disk, and copies of it here",),
    ),
    "D24": Kind(
        "a file has a second name, a hard link: writing would change both",
        "every event: reading works",
        ("copy it and put the copy in its place: `cp FILE NEW && mv NEW FILE`",),
    ),
    "D30": Kind(
        "the read model is behind the ledger, or was made by another version of the program",
        _READS,
        ("nothing has to be done: it catches up, or is made anew, when somebody asks",),
        grave=False,
        repair="read-model",
    ),
    "D31": Kind(
        "the read model says otherwise than the ledger",
        "the ledger itself: the read model is a copy",
        ("make it anew, and find out what changed it: nobody but the program writes there",),
        repair="read-model",
    ),
    "D32": Kind(
        "the read model is no database that can be read",
        "the ledger itself: the read model is a copy",
        ("make it anew: the next command does so by itself",),
        repair="read-model",
    ),
    "D40": Kind(
        "a later version of the program wrote events of a shape that is not known here: nothing is damaged",
        "every event: reading goes on, and shows these as they were written; no view tells what they say",
        ("read and write with a newer legation: this one cannot tell what may follow such events, and writes nothing",),
    ),
    "D99": Kind(
        "the ledger is refused for a reason that none of the others tells",
        "the events up to the position named",
        (_RESTORE, "report it: every kind of damage should have a name"),
    ),
}
