import CairnKernels
import Testing

struct XXH64Tests {
  @Test func `digests of texts are those of the specification`() {
    #expect(xxh64([UInt8]().span) == 0xEF46_DB37_51D8_E999)
    #expect(xxh64(Array("abc".utf8).span) == 0x44BC_2CF5_AD77_0999)
  }

  // Computed by another program that follows the specification.
  @Test(
    arguments: [
      (1, 0xE934_A84A_DB05_2768), (3, 0xE38E_CEA2_7964_F1A0), (4, 0x4D0A_1255_B739_2F55),
      (7, 0xAB23_D8EA_BA8B_0FD0), (8, 0x9A5D_DFC2_B2E1_E548), (31, 0xE8DF_519C_2FB8_324F),
      (32, 0xCB55_1105_A121_209C), (33, 0x0849_915D_50BE_2C9B), (63, 0x7E3F_C8EB_6F54_37C1),
      (100, 0x4C00_4961_1594_DB8B), (1000, 0x9302_6021_BA58_C883),
    ] as [(Int, UInt64)])
  func `digests of bytes of any number are known`(count: Int, expected: UInt64) {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * $0 + $0 / 7) }
    #expect(xxh64(bytes.span) == expected)
  }
}
