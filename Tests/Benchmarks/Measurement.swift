import Glibc

/// What an operation took, and sums by which its answer can be checked.
struct Measurement {
  var wall = 0.0
  var cpu = 0.0
  /// The most memory that was resident until the call was done, in megabytes.
  var peak = 0.0
  var check: [(name: String, value: Double)] = []

  /// Times a call.
  ///
  /// - Parameter body: What to time; nothing else is.
  /// - Returns: What it returns.
  mutating func time<Value>(_ body: () throws -> Value) rethrows -> Value {
    let (wallBefore, cpuBefore) = (Usage.wall, Usage.cpu)
    let value = try body()
    (wall, cpu) = (Usage.wall - wallBefore, Usage.cpu - cpuBefore)
    peak = Usage.megabytes(of: "VmHWM:")
    return value
  }

  /// How many points each group has, by the numbers of the groups; -1 is none.
  static func sizes(of groups: [Int32]) -> [Int] {
    var sizes = [Int](repeating: 0, count: Int(groups.max() ?? -1) + 1)
    for group in groups where group >= 0 { sizes[Int(group)] += 1 }
    return sizes
  }
}

/// What the process has used so far.
enum Usage {
  /// Seconds since some moment.
  static var wall: Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  /// Seconds of user and system time.
  static var cpu: Double {
    var usage = rusage()
    unsafe getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
    return Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
      + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1e-6
  }

  /// A line of `/proc/self/status` in megabytes, such as `VmHWM:`, the most memory ever resident.
  static func megabytes(of key: String) -> Double {
    guard let file = unsafe fopen("/proc/self/status", "r") else { return 0 }
    defer { unsafe fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    while unsafe fgets(&line, Int32(line.count), file) != nil {
      let text = String(
        decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      guard text.hasPrefix(key) else { continue }
      return Double(text.filter(\.isNumber)).map { $0 / 1024 } ?? 0
    }
    return 0
  }
}
