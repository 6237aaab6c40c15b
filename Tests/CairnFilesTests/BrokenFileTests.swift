import CairnClouds
import CairnFiles
import Foundation
import TestSupport
import Testing

/// Every broken file of `Datasets/broken` with the whole error that it must give.
///
/// The table is long, but a file without its error beside it would be worth less.
struct BrokenFileTests {
  static let causes: [String: CloudFileError.Cause] = [
    "bad_keyword.ply": .ply(
      .badLine(
        line: 3, text: "elephant vertex 3",
        expected: "format, comment, obj_info, element, property or end_header")),
    "bare_element.ply": .ply(
      .badLine(line: 3, text: "element", expected: "\'element NAME COUNT\'")),
    "binary_noise.ply": .ply(.notPLY(firstLine: "?0Uz????3X}????6[?????9^?????<a??????d??…")),
    "broken_faces_before.ply": .ply(
      .truncatedBody(element: "face", row: 0, count: 2, property: "vertex_indices", byteOffset: 178)
    ),
    "colour_256.ply": .ply(
      .outOfRange(element: "vertex", row: 0, property: "red", text: "256", type: "uchar", line: 9)),
    "colour_fraction.ply": .ply(
      .outOfRange(element: "vertex", row: 0, property: "red", text: "0.5", type: "uchar", line: 9)),
    "colour_negative.ply": .ply(
      .outOfRange(element: "vertex", row: 0, property: "red", text: "-1", type: "uchar", line: 9)),
    "commas.pcd": .pcd(.notANumber(point: 0, field: "x", text: "1.0000012,-1,2", line: 12)),
    "compressed_bad_copy.pcd": .pcd(
      .badCompressedData(reason: "a copy from before the first byte", byteOffset: 183)),
    "compressed_bomb.pcd": .pcd(
      .impossibleRatio(compressed: 38, uncompressed: 1200000000, byteOffset: 191)),
    "compressed_cut_data.pcd": .pcd(
      .truncatedCompressedData(declared: 38, found: 34, byteOffset: 183)),
    "compressed_cut_sizes.pcd": .pcd(
      .truncatedCompressedData(declared: 8, found: 3, byteOffset: 175)),
    "compressed_cut_token.pcd": .pcd(
      .badCompressedData(reason: "the last token is cut off", byteOffset: 183)),
    "compressed_too_little.pcd": .pcd(
      .badCompressedData(reason: "only 32 of the 36 bytes declared", byteOffset: 216)),
    "compressed_too_much.pcd": .pcd(
      .badCompressedData(reason: "more than the 12 bytes declared", byteOffset: 183)),
    "compressed_wrong_size.pcd": .pcd(
      .wrongUncompressedSize(declared: 40, expected: 36, byteOffset: 179)),
    "decimal_comma.ply": .ply(
      .notANumber(element: "vertex", row: 0, property: "x", text: "1,5", line: 8)),
    "digit_separator.ply": .ply(
      .notANumber(element: "vertex", row: 0, property: "x", text: "1_000", line: 8)),
    "empty.ply": .empty,
    "extra_value.pcd": .pcd(.extraValue(point: 2, text: "9", line: 14)),
    "extra_value.ply": .ply(.extraValue(element: "vertex", row: 1, text: "7", line: 9)),
    "float_list_length.ply": .ply(
      .badLengthType(line: 8, property: "vertex_indices", type: "float")),
    "float_of_1_byte.pcd": .pcd(.unknownType(field: "z", type: "F", size: 1)),
    "gzip.ply": .foreign("gzip compressed data", "unpack it and give the file inside"),
    "header_cut_in_word.ply": .ply(
      .badLine(line: 3, text: "element ver", expected: "\'element NAME COUNT\'")),
    "header_without_data.pcd": .pcd(.headerWithoutData(line: 10)),
    "header_without_end.ply": .ply(.headerWithoutEnd(line: 6)),
    "hexadecimal.ply": .ply(
      .notANumber(element: "vertex", row: 1, property: "y", text: "0x5", line: 9)),
    "huge_count.ply": .ply(
      .badCount(line: 3, element: "vertex", text: "1000000000000000000000000000000")),
    "integer_overflow.pcd": .pcd(
      .outOfRange(point: 1, field: "z", text: "4294967296", type: "U4", line: 13)),
    "lfs_pointer.ply": .foreign("a Git LFS pointer", "run 'git lfs pull' to get the file itself"),
    "list_longer_than_file.ply": .ply(
      .truncatedBody(element: "vertex", row: 0, count: 1, property: "l", byteOffset: 159)),
    "list_longer_than_line.ply": .ply(
      .missingValue(element: "vertex", row: 0, property: "l", line: 9)),
    "list_negative_length.ply": .ply(
      .badLength(element: "vertex", row: 0, property: "l", length: -1, line: 9)),
    "list_negative_length_binary.ply": .ply(
      .badBinaryLength(element: "vertex", row: 0, property: "l", length: -1, byteOffset: 152)),
    "list_of_2_64.ply": .ply(
      .truncatedBody(element: "vertex", row: 0, count: 1, property: "l", byteOffset: 165)),
    "long_type.pcd": .pcd(.wrongValueCount(line: 5, keyword: "TYPE", found: 4, fields: 3)),
    "missing_points.pcd": .pcd(.missingPoints(found: 3, points: 5, line: 14)),
    "missing_rows.ply": .ply(.missingRows(element: "vertex", found: 3, count: 5, line: 10)),
    "missing_value.pcd": .pcd(.missingValue(point: 1, field: "z", line: 13)),
    "missing_value.ply": .ply(.missingValue(element: "vertex", row: 1, property: "z", line: 9)),
    "negative_count.pcd": .pcd(
      .badValue(
        line: 6, keyword: "COUNT", text: "-1", expected: "a whole number from 0 to 2147483647")),
    "negative_count.ply": .ply(.badCount(line: 3, element: "vertex", text: "-3")),
    "no_counts.pcd": .pcd(.missingKeyword("POINTS")),
    "no_data_fields.pcd": .pcd(.noData(points: 3)),
    "no_fields.pcd": .pcd(.missingKeyword("FIELDS")),
    "no_format.ply": .ply(.missingFormat(line: 6)),
    "no_properties.ply": .ply(.noProperties(element: "vertex", count: 1000000000000)),
    "no_size.pcd": .pcd(.missingKeyword("SIZE")),
    "no_type.pcd": .pcd(.missingKeyword("TYPE")),
    "no_vertex.ply": .ply(.noVertexElement(elements: ["point"])),
    "not_a_number.ply": .ply(
      .notANumber(element: "vertex", row: 1, property: "y", text: "five", line: 9)),
    "not_ply.ply": .ply(.notPLY(firstLine: "plyx")),
    "overflowing_grid.pcd": .pcd(
      .wrongPointCount(width: 4611686018427387904, height: 4, points: 3)),
    "promised_count.pcd": .pcd(.truncatedBody(point: 0, points: 3, field: "z", byteOffset: 209)),
    "promised_count_ascii.pcd": .pcd(.missingPoints(found: 0, points: 3, line: 11)),
    "promised_overflow.ply": .ply(
      .truncatedBody(
        element: "vertex", row: 3, count: 4611686018427387904, property: "x", byteOffset: 169)),
    "promised_terabytes.pcd": .pcd(
      .truncatedBody(point: 3, points: 1000000000000, field: "x", byteOffset: 224)),
    "promised_terabytes.ply": .ply(
      .truncatedBody(
        element: "vertex", row: 3, count: 1000000000000, property: "x", byteOffset: 163)),
    "promised_terabytes_ascii.ply": .ply(
      .missingRows(element: "vertex", found: 3, count: 1000000000000, line: 10)),
    "property_before_element.ply": .ply(
      .badLine(line: 3, text: "property float x", expected: "an \'element\' line before it")),
    "short_count.pcd": .pcd(.wrongValueCount(line: 6, keyword: "COUNT", found: 2, fields: 3)),
    "short_format.ply": .ply(
      .badLine(line: 2, text: "format", expected: "\'format ENCODING 1.0\'")),
    "short_list.ply": .ply(
      .badLine(
        line: 8, text: "property list uchar vertex_indices",
        expected: "\'property list LENGTHTYPE TYPE NAME\'")),
    "short_size.pcd": .pcd(.wrongValueCount(line: 4, keyword: "SIZE", found: 2, fields: 3)),
    "short_viewpoint.pcd": .pcd(
      .badValue(
        line: 9, keyword: "VIEWPOINT", text: "0 0 0",
        expected: "seven numbers (translation x y z, quaternion w x y z)")),
    "size_3.pcd": .pcd(.unknownType(field: "z", type: "F", size: 3)),
    "text_count.ply": .ply(.badCount(line: 3, element: "vertex", text: "three")),
    "text_points.pcd": .pcd(
      .badValue(line: 10, keyword: "POINTS", text: "many", expected: "one whole number from 0 on")),
    "text_viewpoint.pcd": .pcd(
      .badValue(
        line: 9, keyword: "VIEWPOINT", text: "0 0 0 1 0 0 zero",
        expected: "seven numbers (translation x y z, quaternion w x y z)")),
    "text_width.pcd": .pcd(
      .badValue(line: 7, keyword: "WIDTH", text: "-3", expected: "one whole number from 0 on")),
    "truncated_at_row.ply": .ply(
      .truncatedBody(element: "vertex", row: 2, count: 3, property: "x", byteOffset: 136)),
    "truncated_binary.pcd": .pcd(.truncatedBody(point: 2, points: 3, field: "z", byteOffset: 199)),
    "truncated_little_endian.ply": .ply(
      .truncatedBody(element: "vertex", row: 2, count: 3, property: "y", byteOffset: 145)),
    "two_fields_lines.pcd": .pcd(.duplicateKeyword(line: 4, keyword: "FIELDS")),
    "two_formats.ply": .ply(
      .badLine(line: 3, text: "format ascii 1.0", expected: "only one \'format\' line")),
    "two_vertex_elements.ply": .ply(.duplicateElement(line: 7, element: "vertex")),
    "two_x.pcd": .pcd(.duplicateField(line: 3, field: "x")),
    "two_x.ply": .ply(.duplicateProperty(line: 5, element: "vertex", property: "x")),
    "type_x.pcd": .pcd(.unknownType(field: "z", type: "X", size: 4)),
    "unknown_data.pcd": .pcd(.unknownEncoding(line: 11, name: "ascii-1.5 0 0")),
    "unknown_encoding.ply": .ply(.unknownEncoding(line: 2, name: "binary")),
    "unknown_keyword.pcd": .pcd(.unknownKeyword(line: 7, text: "WITDH 3")),
    "unknown_list_type.ply": .ply(.unknownType(line: 7, property: "l", type: "thing")),
    "unknown_type.ply": .ply(.unknownType(line: 6, property: "z", type: "real")),
    "unknown_version.pcd": .pcd(.unknownVersion(line: 2, version: "0.8")),
    "unknown_version.ply": .ply(.unknownVersion(line: 2, version: "2.0")),
    "web_page.ply": .foreign("a web page", "download the file itself"),
    "wrong_point_count.pcd": .pcd(.wrongPointCount(width: 2, height: 2, points: 3)),
  ]

  @Test func `every broken file is refused with its cause and its place`() throws {
    let folder = TestFiles.datasets.appending(path: "broken")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.contains(".") }
    #expect(Set(names) == Set(Self.causes.keys))
    for name in names {
      let path = folder.appending(path: name).path
      let expected = Self.causes[name].map { CloudFileError(path: path, cause: $0) }
      do throws(CloudFileError) {
        _ = try CloudReader.read(path: path)
        Issue.record("\(name) was read")
      } catch {
        #expect(error == expected)
        #expect(error.description.hasPrefix(path + ": "))
        #expect(!error.description.contains("\n"))
      }
    }
  }
}
