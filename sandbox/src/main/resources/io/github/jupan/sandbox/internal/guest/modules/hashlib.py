# Digests that the JDK does not have, as their specifications say: RFC 7693 (BLAKE2), FIPS 202 (SHAKE), RIPEMD-160.
import binascii


class Digest:
    """Takes in data in blocks."""

    def update(self, data, /):
        if isinstance(data, str):
            raise TypeError("Strings must be encoded before hashing")
        self._waiting += bytes(data)
        self._work()

    def hexdigest(self, *length):
        return binascii.hexlify(self.digest(*length)).decode()

    def copy(self):
        other = object.__new__(type(self))
        other.__dict__.update(self.__dict__)
        other._state = list(self._state)
        return other

    def __repr__(self):
        return f"<{self.name} _hashlib.HASH object>"


SIGMA = (
    (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15),
    (14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3),
    (11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4),
    (7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8),
    (9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13),
    (2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9),
    (12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11),
    (13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10),
    (6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5),
    (10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0),
)
LANES = ((0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15))
LANES += ((0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14))
WORDS_32 = (0x6A09E667, 0xBB67AE85, 0x3C6EF372, 0xA54FF53A, 0x510E527F, 0x9B05688C, 0x1F83D9AB, 0x5BE0CD19)
WORDS_64 = (
    0x6A09E667F3BCC908,
    0xBB67AE8584CAA73B,
    0x3C6EF372FE94F82B,
    0xA54FF53A5F1D36F1,
    0x510E527FADE682D1,
    0x9B05688C2B3E6C1F,
    0x1F83D9ABFB41BD6B,
    0x5BE0CD19137E2179,
)


def blake2(name_, bits, start, rounds, turns):
    width, mask, most = bits // 8, (1 << bits) - 1, bits

    class Blake2(Digest):
        name, block_size = name_, 16 * bits // 8
        MAX_DIGEST_SIZE = MAX_KEY_SIZE = most
        SALT_SIZE = PERSON_SIZE = 2 * width

        def __init__(
            self,
            data=b"",
            /,
            *,
            digest_size=most,
            key=b"",
            salt=b"",
            person=b"",
            fanout=1,
            depth=1,
            leaf_size=0,
            node_offset=0,
            node_depth=0,
            inner_size=0,
            last_node=False,
            usedforsecurity=True,
        ):
            if not 1 <= digest_size <= most:
                raise ValueError(f"digest_size for {name_[0].upper()}{name_[1:]} must be between 1 and {most} bytes, here it is {digest_size}")
            for what, given, room in (("key", key, most), ("salt", salt, 2 * width), ("person", person, 2 * width)):
                if len(given) > room:
                    raise ValueError(f"maximum {what} length is {room} bytes")
            offset_size = 8 if bits == 64 else 6
            parameters = bytes((digest_size, len(key), fanout, depth)) + leaf_size.to_bytes(4, "little")
            parameters += node_offset.to_bytes(offset_size, "little") + bytes((node_depth, inner_size))
            parameters = parameters.ljust(4 * width, b"\0")
            parameters += bytes(salt).ljust(2 * width, b"\0") + bytes(person).ljust(2 * width, b"\0")
            words = [int.from_bytes(parameters[i * width : (i + 1) * width], "little") for i in range(8)]
            self._state = [a ^ b for a, b in zip(start, words)]
            self.digest_size, self._count, self._last_node = digest_size, 0, last_node
            self._waiting = bytes(key).ljust(self.block_size, b"\0") if key else b""
            self.update(data)

        def _work(self):
            size = self.block_size
            at = 0
            # The last block waits, full or not.
            while len(self._waiting) - at > size:
                self._count += size
                self._state = compress(self._state, self._waiting[at : at + size], self._count, 0, 0)
                at += size
            self._waiting = self._waiting[at:]

        def digest(self):
            count = self._count + len(self._waiting)
            block = self._waiting.ljust(self.block_size, b"\0")
            state = compress(self._state, block, count, mask, mask if self._last_node else 0)
            return b"".join(word.to_bytes(width, "little") for word in state)[: self.digest_size]

    r1, r2, r3, r4 = turns

    def compress(h, block, count, last, last_node):
        m = [int.from_bytes(block[i * width : (i + 1) * width], "little") for i in range(16)]
        v = list(h) + list(start)
        v[12] ^= count & mask
        v[13] ^= count >> bits
        v[14] ^= last
        v[15] ^= last_node
        for turn in range(rounds):
            s = SIGMA[turn % 10]
            for i, (a, b, c, d) in enumerate(LANES):
                va, vb, vc, vd = v[a], v[b], v[c], v[d]
                va = va + vb + m[s[2 * i]] & mask
                vd ^= va
                vd = (vd >> r1 | vd << bits - r1) & mask
                vc = vc + vd & mask
                vb ^= vc
                vb = (vb >> r2 | vb << bits - r2) & mask
                va = va + vb + m[s[2 * i + 1]] & mask
                vd ^= va
                vd = (vd >> r3 | vd << bits - r3) & mask
                vc = vc + vd & mask
                vb ^= vc
                v[a], v[b], v[c], v[d] = va, (vb >> r4 | vb << bits - r4) & mask, vc, vd
        return [x ^ y ^ z for x, y, z in zip(h, v, v[8:])]

    Blake2.__name__ = Blake2.__qualname__ = name_
    Blake2.__module__ = "_blake2"
    return Blake2


ROTATIONS = (0, 1, 62, 28, 27, 36, 44, 6, 55, 20, 3, 10, 43, 25, 39, 41, 45, 15, 21, 8, 18, 2, 61, 56, 14)


def round_constants():
    register, constants = 1, []
    for _ in range(24):
        constant = 0
        for power in range(7):
            if register & 1:
                constant |= 1 << (1 << power) - 1
            register = (register << 1) ^ (0x171 if register & 0x80 else 0)
        constants.append(constant)
    return constants


CONSTANTS = round_constants()


def keccak(a):
    mask = (1 << 64) - 1
    for constant in CONSTANTS:
        c = [a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20] for x in range(5)]
        d = [c[x - 1] ^ ((c[(x + 1) % 5] << 1 | c[(x + 1) % 5] >> 63) & mask) for x in range(5)]
        b = [0] * 25
        for y in range(5):
            for x in range(5):
                lane, turn = a[x + 5 * y] ^ d[x], ROTATIONS[x + 5 * y]
                b[y + 5 * ((2 * x + 3 * y) % 5)] = (lane << turn | lane >> 64 - turn) & mask
        for y in range(0, 25, 5):
            for x in range(5):
                a[x + y] = b[x + y] ^ (~b[(x + 1) % 5 + y] & b[(x + 2) % 5 + y] & mask)
        a[0] ^= constant


def shake(bits):
    class Shake(Digest):
        name, block_size, digest_size = f"shake_{bits}", 200 - bits // 4, 0

        def __init__(self, data=b"", /, *, usedforsecurity=True):
            self._state, self._waiting = [0] * 25, b""
            self.update(data)

        def _work(self):
            size = self.block_size
            while len(self._waiting) >= size:
                absorb(self._state, self._waiting[:size])
                self._waiting = self._waiting[size:]

        def digest(self, length, /):
            if length < 0:
                raise ValueError("value must be positive")
            state, size = list(self._state), self.block_size
            block = bytearray((self._waiting + b"\x1f").ljust(size, b"\0"))
            block[-1] |= 0x80
            absorb(state, bytes(block))
            out = b""
            while True:
                out += b"".join(lane.to_bytes(8, "little") for lane in state)[:size]
                if len(out) >= length:
                    return out[:length]
                keccak(state)

    def absorb(state, block):
        for i in range(len(block) // 8):
            state[i] ^= int.from_bytes(block[8 * i : 8 * i + 8], "little")
        keccak(state)

    Shake.__name__ = Shake.__qualname__ = f"shake_{bits}"
    Shake.__module__ = "_sha3"
    return Shake


LEFT = [
    (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15),
    (7, 4, 13, 1, 10, 6, 15, 3, 12, 0, 9, 5, 2, 14, 11, 8),
    (3, 10, 14, 4, 9, 15, 8, 1, 2, 7, 0, 6, 13, 11, 5, 12),
    (1, 9, 11, 10, 0, 8, 12, 4, 13, 3, 7, 15, 14, 5, 6, 2),
    (4, 0, 5, 9, 7, 12, 2, 10, 14, 1, 3, 8, 11, 6, 15, 13),
]
RIGHT = [
    (5, 14, 7, 0, 9, 2, 11, 4, 13, 6, 15, 8, 1, 10, 3, 12),
    (6, 11, 3, 7, 0, 13, 5, 10, 14, 15, 8, 12, 4, 9, 1, 2),
    (15, 5, 1, 3, 7, 14, 6, 9, 11, 8, 12, 2, 10, 0, 4, 13),
    (8, 6, 4, 1, 3, 11, 15, 0, 5, 12, 2, 13, 9, 7, 10, 14),
    (12, 15, 10, 4, 1, 5, 8, 7, 6, 2, 13, 14, 0, 3, 9, 11),
]
LEFT_TURNS = [
    (11, 14, 15, 12, 5, 8, 7, 9, 11, 13, 14, 15, 6, 7, 9, 8),
    (7, 6, 8, 13, 11, 9, 7, 15, 7, 12, 15, 9, 11, 7, 13, 12),
    (11, 13, 6, 7, 14, 9, 13, 15, 14, 8, 13, 6, 5, 12, 7, 5),
    (11, 12, 14, 15, 14, 15, 9, 8, 9, 14, 5, 6, 8, 6, 5, 12),
    (9, 15, 5, 11, 6, 8, 13, 12, 5, 12, 13, 14, 11, 8, 5, 6),
]
RIGHT_TURNS = [
    (8, 9, 9, 11, 13, 15, 15, 5, 7, 7, 8, 11, 14, 14, 12, 6),
    (9, 13, 15, 7, 12, 8, 9, 11, 7, 7, 12, 7, 6, 15, 13, 11),
    (9, 7, 15, 11, 8, 6, 6, 14, 12, 13, 5, 14, 13, 13, 7, 5),
    (15, 5, 8, 11, 14, 14, 6, 14, 6, 9, 12, 9, 12, 5, 15, 8),
    (8, 5, 12, 9, 12, 5, 14, 6, 8, 13, 6, 5, 15, 13, 11, 11),
]


class Ripemd160(Digest):
    name, block_size, digest_size = "ripemd160", 64, 20

    def __init__(self, data=b"", /, *, usedforsecurity=True):
        self._state, self._waiting, self._count = [0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0], b"", 0
        self.update(data)

    def _work(self):
        while len(self._waiting) >= 64:
            self._state = ripemd(self._state, self._waiting[:64])
            self._count += 64
            self._waiting = self._waiting[64:]

    def digest(self):
        count = self._count + len(self._waiting)
        rest = self._waiting + b"\x80"
        rest = rest.ljust(56 if len(rest) <= 56 else 120, b"\0") + (8 * count).to_bytes(8, "little")
        state = self._state
        for at in range(0, len(rest), 64):
            state = ripemd(state, rest[at : at + 64])
        return b"".join(word.to_bytes(4, "little") for word in state)


def ripemd(h, block):
    mask = (1 << 32) - 1
    x = [int.from_bytes(block[4 * i : 4 * i + 4], "little") for i in range(16)]
    mixes = (
        lambda a, b, c: a ^ b ^ c,
        lambda a, b, c: a & b | ~a & c & mask,
        lambda a, b, c: (a | ~b & mask) ^ c,
        lambda a, b, c: a & c | b & ~c & mask,
        lambda a, b, c: a ^ (b | ~c & mask),
    )

    def line(order, turns, constants, functions):
        a, b, c, d, e = h
        for turn in range(5):
            mix, constant = functions[turn], constants[turn]
            for word, by in zip(order[turn], turns[turn]):
                t = a + mix(b, c, d) + x[word] + constant & mask
                a, b, c, d, e = e, ((t << by | t >> 32 - by) + e) & mask, b, (c << 10 | c >> 22) & mask, d
        return a, b, c, d, e

    a, b, c, d, e = line(LEFT, LEFT_TURNS, (0, 0x5A827999, 0x6ED9EBA1, 0x8F1BBCDC, 0xA953FD4E), mixes)
    f, g, i, j, k = line(RIGHT, RIGHT_TURNS, (0x50A28BE6, 0x5C4DD124, 0x6D703EF3, 0x7A6D76E9, 0), mixes[::-1])
    return [
        h[1] + c + j & mask,
        h[2] + d + k & mask,
        h[3] + e + f & mask,
        h[4] + a + g & mask,
        h[0] + b + i & mask,
    ]


OURS = {
    "blake2b": blake2("blake2b", 64, WORDS_64, 12, (32, 24, 16, 63)),
    "blake2s": blake2("blake2s", 32, WORDS_32, 10, (16, 12, 8, 7)),
    "shake_128": shake(128),
    "shake_256": shake(256),
    "ripemd160": Ripemd160,
}
new_ = module.new


def new(name, data=b"", **kwargs):
    """new(name, data=b'') - Return a new hashing object using the named algorithm."""
    kind = OURS.get(name.lower() if isinstance(name, str) else name)
    return new_(name, data, **kwargs) if kind is None else kind(data, **kwargs)


new.__module__ = "hashlib"
module.new = new
module.algorithms_available = set(module.algorithms_available) | set(OURS)
for name in ("blake2b", "blake2s", "shake_128", "shake_256"):
    setattr(module, name, OURS[name])
