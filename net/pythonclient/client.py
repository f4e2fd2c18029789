#!/usr/bin/env python3
"""A game client for Clew that predicts its own player, written from PROTOCOL.md alone.

    client.py HOST:PORT [--mode text|msgpack] [--inputs N] [--seed S]
    client.py --vectors PROTOCOL.md

The first form joins a game, sends N random inputs, and compares every Snapshot with its own prediction.
The second checks the rules of walking with the test vectors of the page. Either prints one line, and exits
with 0 if there is no difference. Names are those of the page, which explains everything.
"""

import argparse
import io
import random
import re
import select
import socket
import sys
import time
from typing import NamedTuple
from urllib.parse import unquote

VERSION = 5
LETTERS = {"u": 1, "d": 2, "l": 4, "r": 8}  # directions; the sum of several is a set of keys
UP, DOWN, LEFT, RIGHT = LETTERS.values()
MAX_PENDING = 32  # inputs in a message, and in the server's queue
REST = 10  # ticks without an input after which MOVING becomes 0
SILENCE = 60  # seconds that the server may send nothing


class Failure(Exception):
    """The server and this client do not agree."""


def to_letters(keys):
    return "".join(letter for letter, key in LETTERS.items() if keys & key) or "-"


def from_letters(letters):
    return sum(LETTERS[letter] for letter in letters if letter != "-")


# --- The rules of walking -----------------------------------------------------------------------------------

CELL = 1024
HALF = 320
SPEED = 96
DIAGONAL = 67
SLACK = CELL // 2 - HALF
ASSIST = 448


class Player(NamedTuple):
    x: int
    y: int
    facing: int
    moving: bool = False
    exited: bool = False

    def __str__(self):
        words = [f"({self.x}, {self.y})", to_letters(self.facing)]
        return " ".join(words + ["moving"] * self.moving + ["exited"] * self.exited)


class Maze:
    """The cells of a level, and how a player walks through them."""

    def __init__(self, rows):
        # cell(a, b) of the page is columns[a][b] for a step along x, and rows[a][b] for one along y.
        self.rows = rows
        self.columns = ["".join(column) for column in zip(*rows)]

    def walk(self, player, keys):
        """Return the player after one input."""
        x, y, facing = player.x, player.y, player.facing
        dx = bool(keys & RIGHT) - bool(keys & LEFT)
        dy = bool(keys & DOWN) - bool(keys & UP)
        facing_x = RIGHT if dx > 0 else LEFT
        facing_y = DOWN if dy > 0 else UP
        if dx and not dy:
            x, y = straight(self.columns, x, y, dx)
            facing = facing_x
        elif dy and not dx:
            y, x = straight(self.rows, y, x, dy)
            facing = facing_y
        elif dx and dy:
            mx = sweep(self.columns, x, y, dx * DIAGONAL)
            x += mx
            my = sweep(self.rows, y, x, dy * DIAGONAL)
            y += my
            if mx and not my:
                x += sweep(self.columns, x, y, dx * (SPEED - DIAGONAL))
                facing = facing_x
            elif my and not mx:
                y += sweep(self.rows, y, x, dy * (SPEED - DIAGONAL))
                facing = facing_y
            elif facing not in (facing_x, facing_y):
                facing = facing_x
        moving = (x, y) != (player.x, player.y)
        return Player(x, y, facing, moving, player.exited or self.rows[y // CELL][x // CELL] == "E")


def straight(grid, along, across, direction):
    """Step along one axis, or round a corner if one is in the way; return the new (along, across)."""
    moved = sweep(grid, along, across, direction * SPEED)
    if moved:
        return along + moved, across
    side = max(-SPEED, min(SPEED, assist(grid, along, across, direction)))
    across += side
    return along + sweep(grid, along, across, direction * (SPEED - abs(side))), across


def assist(grid, along, across, direction):
    """Return how far to move a blocked body sideways."""
    row, lane = along // CELL, across // CELL
    offset = across - (lane * CELL + CELL // 2)
    if grid[row + direction][lane] != "#":
        return fit(offset)
    s = -1 if offset < 0 else 1
    if grid[row][lane + s] == "#" or grid[row + direction][lane + s] == "#":
        return 0
    want = fit(offset - s * CELL)
    return want if abs(want) <= ASSIST else 0


def fit(offset):
    """Return how far it is to where a body fits into the lane."""
    return max(-SLACK, min(SLACK, offset)) - offset


def sweep(grid, along, across, delta):
    """Return how far a body gets: delta, or up to the first wall."""
    near, far = (across - HALF) // CELL, (across + HALF - 1) // CELL
    direction, edge = (-1, along - HALF) if delta < 0 else (1, along + HALF - 1)
    c, last = edge // CELL, (edge + delta) // CELL
    while c != last:
        c += direction
        if grid[c][near] == "#" or grid[c][far] == "#":
            return c * CELL - 1 - edge if direction > 0 else (c + 1) * CELL - edge
    return delta


def check_vectors(page):
    """Walk through the test vectors of the page; return a summary."""
    block = re.search(r"<!-- generated: walking -->\n```\n(.*?)```", page, re.DOTALL)
    if not block:
        raise Failure("the page has no test vectors")
    rows, vector, vectors, checks = [], "", 0, 0
    for line in block[1].splitlines():
        match line.split():
            case [row] if row.startswith("#"):
                rows.append(row)
            case ["vector:", *_]:
                vector, tick, exit_tick = line, 0, 0
                vectors += 1
            case ["start", x, y, facing]:
                maze, player = Maze(rows), Player(int(x), int(y), LETTERS[facing])
            case [letters, ticks, *want]:
                for tick in range(tick + 1, tick + 1 + int(ticks)):
                    player = maze.walk(player, from_letters(letters))
                    if player.exited and not exit_tick:
                        exit_tick = tick
                got = f"{player.x} {player.y} {to_letters(player.facing)} {player.moving:d} {exit_tick}"
                if got != " ".join(want):
                    raise Failure(f"{vector}\n{line}\npredicted: {got}")
                checks += 1
    return f"{vectors} vectors, {checks} lines, 0 differences"


# --- The two game modes -------------------------------------------------------------------------------------
#
# A message is a list: the letter of its type, then the fields.


class Snapshot(NamedTuple):
    tick: int
    ack: int
    waiting: int
    level: int
    players: dict  # by ID


class TextMode:
    """Messages as lines."""

    first_bytes = b""  # the Hello begins with them

    def __init__(self):
        self.skipping = True  # lines of plain text mode, from before the server knew the mode

    def encode(self, *fields):
        escaped = (str(field).replace("%", "%25").replace("|", "%7C") for field in fields)
        return ("|".join(escaped) + "|\n").encode()

    def inputs(self, player_id, first, inputs):
        groups = [field for keys, tick in inputs for field in (to_letters(keys), tick)]
        return self.encode("i", player_id, first, len(inputs), *groups)

    def decode(self, buffer):
        """Take the complete messages out of the buffer."""
        while b"\n" in buffer:
            line, _, buffer[:] = buffer.partition(b"\n")
            message = [unquote(field) for field in line.decode().split("|")[:-1]]
            if message[0] == "I" and len(message) != 3 or message[0] == "B" and len(message) == 3:
                self.skipping = False
            if not self.skipping:
                yield message

    def snapshot(self, message):
        _, tick, ack, waiting, level, _, *groups = message
        players = {}
        for i in range(0, len(groups), 8):
            _, player_id, _, x, y, facing, moving, exit_tick = groups[i : i + 8]
            players[int(player_id)] = Player(int(x), int(y), LETTERS[facing], moving == "1", exit_tick != "0")
        return Snapshot(int(tick), int(ack), int(waiting), int(level), players)


class MsgpackMode:
    """Messages as msgpack arrays, each after its length."""

    first_bytes = b"\xc1CLW"

    def __init__(self):
        self.skipping = True  # plain text mode, up to the first 00

    def encode(self, kind, *fields):
        message = pack([ord(kind), *fields])
        return len(message).to_bytes(4, "big") + message

    def inputs(self, player_id, first, inputs):
        groups, previous = [], 0
        for keys, tick in inputs:
            groups += [keys, tick - previous]
            previous = tick
        return self.encode("i", player_id, first, *groups)

    def decode(self, buffer):
        """Take the complete messages out of the buffer."""
        while self.skipping and buffer:
            self.skipping = buffer[0] != 0
            del buffer[:self.skipping]
        while len(buffer) >= 4 and len(buffer) >= (end := 4 + int.from_bytes(buffer[:4], "big")):
            kind, *fields = unpack(io.BytesIO(buffer[4:end]))
            del buffer[:end]
            yield [chr(kind), *fields]

    def snapshot(self, message):
        _, tick, ack, waiting, level, *groups = message
        players, player_id = {}, 0
        for i in range(0, len(groups), 6):
            step, _, x, y, motion, exit_tick = groups[i : i + 6]
            player_id += step
            players[player_id] = Player(x, y, motion & 15, motion >= 16, exit_tick != 0)
        return Snapshot(tick, ack, waiting, level, players)


MODES = {"text": TextMode, "msgpack": MsgpackMode}


def pack(value):
    """Encode a list, a short string or an integer of up to 32 bits in msgpack."""
    if isinstance(value, list):
        return b"\xdc" + len(value).to_bytes(2, "big") + b"".join(map(pack, value))
    if isinstance(value, str):
        return b"\xd9" + len(value.encode()).to_bytes(1, "big") + value.encode()
    if value < 0:
        return b"\xd2" + value.to_bytes(4, "big", signed=True)
    return value.to_bytes(1, "big") if value < 128 else b"\xce" + value.to_bytes(4, "big")


def unpack(stream):
    """Decode the next msgpack value of a stream: of the formats that the protocol uses."""

    def number(size, signed=False):
        return int.from_bytes(stream.read(size), "big", signed=signed)

    head = number(1)
    if head < 0x80:
        return head
    if 0x90 <= head <= 0x9F:
        return [unpack(stream) for _ in range(head - 0x90)]
    if 0xA0 <= head <= 0xBF:
        return stream.read(head - 0xA0).decode()
    if 0xC2 <= head <= 0xC3:
        return head == 0xC3
    if 0xCC <= head <= 0xCF:
        return number(1 << head - 0xCC)
    if 0xD0 <= head <= 0xD3:
        return number(1 << head - 0xD0, signed=True)
    if 0xD9 <= head <= 0xDB:
        return stream.read(number(1 << head - 0xD9)).decode()
    if 0xDC <= head <= 0xDD:
        return [unpack(stream) for _ in range(number(2 << head - 0xDC))]
    if 0xE0 <= head:
        return head - 0x100
    raise Failure(f"the server sends the msgpack format {head:#x}")


# --- The session --------------------------------------------------------------------------------------------


class Input(NamedTuple):
    """An input that is not acknowledged yet, and the player after it."""

    keys: int
    tick: int
    player: Player


def random_keys(seed):
    """Yield the keys of one tick after the other: any set of keys, held for up to a third of a second."""
    rng = random.Random(seed)
    while True:
        keys = rng.randrange(16)
        for _ in range(rng.randint(1, 20)):
            yield keys


class Client:
    """Joins a game, walks at random, and compares its prediction with every Snapshot."""

    def __init__(self, address, mode, keys, count):
        host, _, port = address.rpartition(":")
        self.socket = socket.create_connection((host.strip("[]"), int(port)), timeout=SILENCE)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.mode = mode
        self.keys = keys  # of one input after the other
        self.left = count  # inputs still to be made
        self.buffer = bytearray()  # received, but not decoded
        self.heard = time.monotonic()  # when something was received last
        self.maze = None  # until the last Row of the level is here
        self.player = None  # after all inputs made; None until a Snapshot of the level tells where it is
        self.pending = {}  # the inputs that are not acknowledged, by number
        self.after = self.by = 0  # the last acknowledged input was consumed after one tick and by the other
        self.news = False  # something has changed since the last Inputs
        self.bye = False
        self.compared = 0

    def run(self):
        """Play; return a summary."""
        hello = self.mode.encode("H", VERSION, "Python", "", "", 0, 0, 0)
        self.socket.sendall(self.mode.first_bytes + hello)
        while self.player is None:
            self.receive(time.monotonic() + 1)
        due = time.monotonic()
        while self.left or self.pending:
            self.make_input()
            due = max(due + 1 / self.tick_rate, time.monotonic())  # a tick missed is not made up for
            self.receive(due)
        self.socket.sendall(self.mode.encode("q", self.id))
        while not self.bye:
            self.receive(time.monotonic() + 1)
        return f"{self.seq} inputs, {self.compared} snapshots, 0 differences"

    def receive(self, due):
        """Handle what the server sends until the time is due."""
        while not self.bye:
            ready, _, _ = select.select([self.socket], [], [], max(0, due - time.monotonic()))
            if not ready and time.monotonic() > self.heard + SILENCE:
                raise Failure(f"the server has sent nothing for {SILENCE} s")
            if not ready:
                return
            data = self.socket.recv(65536)
            if not data:
                raise Failure("the server closed the connection without a Bye")
            self.heard = time.monotonic()
            self.buffer += data
            for message in self.mode.decode(self.buffer):
                self.handle(message)

    def handle(self, message):
        match message:
            case ["I", version, player_id, _, tick_rate, _, tick, seq, *_]:
                if int(version) != VERSION:
                    raise Failure(f"the server speaks version {version}")
                self.id, self.tick_rate, self.tick = int(player_id), int(tick_rate), int(tick)
                self.seq = self.ack = int(seq)  # the last input made, and the last one acknowledged
            case ["M", _, height, _, level]:
                self.height, self.level, self.rows = int(height), int(level), []
                self.maze = self.player = None
            case ["m", _, row]:
                self.rows.append(row)
                if len(self.rows) == self.height:
                    self.maze = Maze(self.rows)
            case ["S", *_]:
                self.take(self.mode.snapshot(message))
            case ["B", "quit", _]:
                self.bye = True
            case ["E" | "B", code, text] if code != "note":
                raise Failure(f"the server says {code}: {text}")

    def make_input(self):
        """Make the input of a tick, predict where it leads, and send all inputs that are not acknowledged."""
        if self.tick > self.calm + 2 * self.tick_rate:  # too many inputs have been WAITING for 2 s
            self.calm = self.tick  # so let this tick pass
        elif self.player and self.left and len(self.pending) < MAX_PENDING:
            self.left -= 1
            self.seq += 1
            keys = next(self.keys)
            self.player = self.maze.walk(self.player, keys)
            self.pending[self.seq] = Input(keys, self.tick, self.player)
            self.news = True
        if self.pending and self.news:  # a server that hangs does not get the same message again and again
            inputs = [(made.keys, made.tick) for made in self.pending.values()]
            self.socket.sendall(self.mode.inputs(self.id, self.seq - len(inputs) + 1, inputs))
            self.news = False

    def take(self, snapshot):
        """Compare a Snapshot with the prediction, take it over, and predict again from there."""
        if self.maze is None or snapshot.level != self.level:
            return
        if self.player and snapshot.tick <= self.tick:
            return
        if not self.ack <= snapshot.ack <= self.seq:
            raise Failure(f"ACK {snapshot.ack} is not between {self.ack} and {self.seq}")
        actual = snapshot.players[self.id]
        if self.player is None:  # the first Snapshot of the level: nothing is predicted
            self.after, self.by, self.calm = 0, snapshot.tick, snapshot.tick
        else:
            if snapshot.ack > self.ack:
                self.after, self.by = self.tick, snapshot.tick
            self.compare(snapshot, actual)
        self.pending = {seq: made for seq, made in self.pending.items() if seq > snapshot.ack}
        self.tick, self.ack, self.acked, self.news = snapshot.tick, snapshot.ack, actual, True
        if snapshot.waiting <= 2:
            self.calm = self.tick
        self.player = actual
        for seq, made in self.pending.items():
            self.player = self.maze.walk(self.player, made.keys)
            self.pending[seq] = made._replace(player=self.player)

    def compare(self, snapshot, actual):
        """Fail unless the player is where it was predicted after input number ACK."""
        expected = self.acked if snapshot.ack == self.ack else self.pending[snapshot.ack].player
        must_rest = snapshot.tick - self.by >= REST  # REST ticks or more have had no input
        may_rest = snapshot.tick - self.after > REST  # perhaps they have: it is not known when exactly
        if must_rest or may_rest and not actual.moving:
            expected = expected._replace(moving=False)
        if actual != expected:
            since = [to_letters(made.keys) for seq, made in self.pending.items() if seq <= snapshot.ack]
            raise Failure(
                f"input {snapshot.ack}, tick {snapshot.tick}: predicted {expected}, snapshot {actual}\n"
                f"same at input {self.ack}, tick {self.tick}: {self.acked}; keys since: {' '.join(since)}"
            )
        self.compared += 1


def main():
    parser = argparse.ArgumentParser(description="Join a game of Clew and compare Snapshots with a prediction.")
    parser.add_argument("address", nargs="?", metavar="HOST:PORT", help="the server")
    parser.add_argument("--mode", choices=MODES, default="text")
    parser.add_argument("--inputs", type=int, default=1000, metavar="N", help="how many to send (1000)")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="of the random inputs (1)")
    parser.add_argument("--vectors", metavar="PROTOCOL.md", help="check the rules of walking with its vectors")
    args = parser.parse_args()
    try:
        if args.vectors:
            with open(args.vectors, encoding="utf-8") as page:
                print(check_vectors(page.read()))
        elif args.address:
            print(Client(args.address, MODES[args.mode](), random_keys(args.seed), args.inputs).run())
        else:
            parser.error("HOST:PORT or --vectors is needed")
    except (Failure, OSError) as failure:
        sys.exit(f"client.py: {failure}")


if __name__ == "__main__":
    main()
