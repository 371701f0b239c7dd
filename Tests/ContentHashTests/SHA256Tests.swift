import ContentHash
import Testing

@Suite struct SHA256Tests {
  // Published vectors of FIPS 180-4 and its examples.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func agreesWithThePublishedVectors(text: String, digest: String) {
    #expect(SHA256.hexadecimalDigest(of: Array(text.utf8)) == digest)
  }

  @Test func agreesOnAMillionLetters() {
    let bytes = [UInt8](repeating: 0x61, count: 1_000_000)
    #expect(
      SHA256.hexadecimalDigest(of: bytes) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  @Test func bytesAndDigitsAreTheSameDigest() {
    let bytes = Array("abc".utf8)
    #expect(SHA256.digest(of: bytes).count == 32)
    #expect(SHA256.digest(of: bytes).starts(with: [0xba, 0x78, 0x16, 0xbf, 0x8f, 0x01]))
  }
}
