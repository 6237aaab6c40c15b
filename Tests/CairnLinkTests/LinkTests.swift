import Foundation
import TestSupport
import Testing

/// What users of C, C++, CMake and pkg-config get, tried as they do: without Swift, in another folder
/// than the one that it was installed to.
@Suite(.serialized)
final class LinkTests {
  /// The installed files, moved once.
  let prefix: URL
  let folder: URL

  init() throws {
    folder = try TestFiles.temporaryFolder()
    prefix = folder.appending(path: "moved")
    let build = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    let installer = TestFiles.package.appending(path: "Sources/CCairn/Install/install.sh").path
    let installed = folder.appending(path: "installed").path
    let (status, output) = try run(["sh", installer, build.path, installed], path: nil)
    try #require(status == 0, "\(output)")
    try FileManager.default.moveItem(atPath: installed, toPath: prefix.path)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private var library: String { prefix.appending(path: "lib/libcairn.so").path }

  @Test func `the library shows its interface and nothing else`() throws {
    let header = try String(
      contentsOf: prefix.appending(path: "include/cairn/cairn.h"), encoding: .utf8)
    let declared = header.matches(of: /CAIRN_API [^;(]*?(cairn_\w+)\(/).map { String($0.output.1) }
    let symbols = try run(["nm", "-D", "--defined-only", library]).output
    let shown = symbols.split(separator: "\n").compactMap { $0.split(separator: " ").last }
    #expect(declared.count > 25)
    #expect(Set(shown.map(String.init)) == Set(declared))
    let section = try run(["readelf", "-d", library]).output
    #expect(section.contains("Library soname: [libcairn.so.0]"))
  }

  @Test func `library and command need glibc 2-34 and the libraries of C and C++ alone`() throws {
    for name in ["lib/libcairn.so", "bin/cairn"] {
      let file = prefix.appending(path: name).path
      let section = try run(["readelf", "-d", file]).output
      let needed = section.matches(of: /NEEDED.*\[(.*)\]/).map { String($0.output.1) }
      let allowed = [
        "libc.so.6", "libm.so.6", "libstdc++.so.6", "libgcc_s.so.1", "ld-linux-x86-64.so.2",
        "ld-linux-aarch64.so.1",
      ]
      #expect(needed.filter { !allowed.contains($0) } == [], "\(name)")
      let symbols = try run(["objdump", "-T", file]).output
      let versions = symbols.matches(of: /GLIBC_2\.(\d+)/).compactMap { Int($0.output.1) }
      #expect(try #require(versions.max()) <= 34, "\(name)")
    }
  }

  @Test func `library and command are small`() throws {
    func size(of file: URL) throws -> Int {
      let path = file.resolvingSymlinksInPath().path
      return try #require(
        try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int)
    }
    let weights = try size(
      of: TestFiles.package.appending(path: "Sources/CWeights/model.safetensors"))
    #expect(try size(of: prefix.appending(path: "lib/libcairn.so")) - weights < 9_000_000)
    // With all of Foundation it would have 44 MB more, most of it data of ICU.
    #expect(try size(of: prefix.appending(path: "bin/cairn")) - weights < 24_000_000)
  }

  @Test func `the manual, the completions and what ROS reads are there, and nothing names a path`()
    throws
  {
    let help = try run([prefix.appending(path: "bin/cairn").path, "help"]).output
    let list = try #require(help.firstRange(of: "SUBCOMMANDS:"))
    let verbs = help[list.upperBound...].matches(of: /(?m)^ {2}([a-z]+)\b/)
      .map { String($0.output.1) }
    #expect(verbs.contains("segment") && verbs.count > 10)
    let manual = try text("share/man/man1/cairn.1")
    for verb in verbs { #expect(manual.contains("\n.SH CAIRN \(verb.uppercased())\n")) }
    for shell in ["bash-completion/completions/cairn", "zsh/site-functions/_cairn"] {
      let script = try text("share/\(shell)")
      #expect(verbs.allSatisfy { script.contains($0) })
    }
    #expect(try text("share/fish/vendor_completions.d/cairn.fish").contains("complete"))
    let version = try run([prefix.appending(path: "bin/cairn").path, "--version"]).output
      .trimmingCharacters(in: .newlines)
    let package = try text("share/cairn/package.xml")
    #expect(package.contains("<name>cairn</name>"))
    #expect(package.contains("<version>\(version)</version>"))
    #expect(try text("lib/pkgconfig/cairn.pc").contains("Version: \(version)\n"))
    let installed = Data(folder.appending(path: "installed").path.utf8)
    let files = FileManager.default.enumerator(at: prefix, includingPropertiesForKeys: nil)
    for case let file as URL in files ?? .init() {
      guard let bytes = try? Data(contentsOf: file, options: .alwaysMapped) else { continue }
      #expect(bytes.range(of: installed) == nil, "\(file.lastPathComponent)")
    }
  }

  private func text(_ name: String) throws -> String {
    try String(contentsOf: prefix.appending(path: name), encoding: .utf8)
  }

  @Test func `pkg-config finds it, and a C program labels a cloud without Swift`() throws {
    let directory = prefix.appending(path: "lib/pkgconfig").path
    let flags = try run(
      ["PKG_CONFIG_PATH=\(directory)", "pkg-config", "--cflags", "--libs", "cairn"]
    ).output.split(whereSeparator: \.isWhitespace).map(String.init)
    let program = folder.appending(path: "segment").path
    let source = TestFiles.package.appending(path: "Examples/07-CAndCpp/segment.c").path
    let lib = prefix.appending(path: "lib").path
    let built = try run(
      ["cc", "-std=c11", "-Wall", "-Wextra", "-Werror", source, "-o", program] + flags
        + ["-Wl,-rpath,\(lib)"])
    #expect(built.status == 0, "\(built.output)")
    let cloud = TestFiles.datasets.appending(path: "scenes/tabletop-1.pcd").path
    let output = folder.appending(path: "out.ply").path
    let outcome = try run([program, cloud, "0.135", "0.060", "0.900", output])
    #expect(outcome.status == 0, "\(outcome.output)")
    #expect(outcome.output.contains(/^\d{3} points, IoU about 0\.\d+$/.anchorsMatchLineEndings()))
    let tool = prefix.appending(path: "bin/cairn").path
    let information = try run([tool, "info", output])
    #expect(information.output.contains("1 in column label"), "\(information.output)")
  }

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/cmake")))
  func `CMake finds it; the examples and the adapters do what they promise`() throws {
    let cloud = TestFiles.datasets.appending(path: "scenes/tabletop-2.ply").path
    for project in ["Tests/CairnLinkTests/Consumers", "Examples/07-CAndCpp"] {
      let build = folder.appending(path: project).path
      let source = TestFiles.package.appending(path: project).path
      let configured = try run([
        "cmake", "-S", source, "-B", build, "-DCMAKE_PREFIX_PATH=\(prefix.path)",
        "-DCLOUD=\(cloud)",
      ])
      #expect(configured.status == 0, "\(configured.output)")
      let built = try run(["cmake", "--build", build])
      #expect(built.status == 0, "\(built.output.suffix(4000))")
    }
    let build = folder.appending(path: "Tests/CairnLinkTests/Consumers").path
    let tested = try run(["ctest", "--test-dir", build, "--output-on-failure"])
    #expect(tested.status == 0, "\(tested.output)")
    #expect(tested.output.contains("100% tests passed"))
    let examples = folder.appending(path: "Examples/07-CAndCpp")
    let frames = try run([examples.appending(path: "frames").path, folder.path, cloud])
    #expect(frames.status == 0 && frames.output.contains("objects"), "\(frames.output)")
    let grasp = examples.appending(path: "grasp").path
    guard FileManager.default.isExecutableFile(atPath: grasp) else { return }
    let table = TestFiles.datasets.appending(path: "scenes/tabletop-1.pcd").path
    let grasped = try run([grasp, table, "0.135", "0.060", "0.900"])
    #expect(grasped.status == 0 && grasped.output.contains("close 0.0"), "\(grasped.output)")
  }

  @Test func `a project that wants another version is told`() throws {
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/cmake") else { return }
    for (version, isFound) in [("0.1", true), ("0.2", false), ("1.0", false), ("0.1.9", false)] {
      let source = folder.appending(path: "wants-\(version)")
      try FileManager.default.createDirectory(at: source, withIntermediateDirectories: true)
      let text = """
        cmake_minimum_required(VERSION 3.16)
        project(wants C)
        find_package(Cairn \(version) CONFIG REQUIRED)
        """
      try Data(text.utf8).write(to: source.appending(path: "CMakeLists.txt"))
      let outcome = try run([
        "cmake", "-S", source.path, "-B", source.appending(path: "build").path,
        "-DCMAKE_PREFIX_PATH=\(prefix.path)",
      ])
      #expect((outcome.status == 0) == isFound, "\(version): \(outcome.output)")
    }
  }
}
