import CKernels

/// Processor instructions that there are kernels for, narrowest first.
///
/// The widest that the processor has is used, unless the environment variable `CAIRN_SIMD` names a
/// narrower one.
public enum InstructionSet: Int32, Sendable, CaseIterable, Comparable {
  /// What every processor of the architecture has: SSE2 on x86-64, NEON on 64-bit ARM.
  case baseline = 0
  /// AVX2 with FMA.
  case avx2 = 1
  /// AVX-512 with its VL, DQ and BW parts.
  case avx512 = 2

  /// The instruction set that operations use.
  public static var current: InstructionSet { min(limit ?? widest, widest) }

  /// Lowers the instruction set in the current task and its children.
  @TaskLocal public static var limit: InstructionSet?

  /// The widest that may be used.
  static var widest: InstructionSet { InstructionSet(rawValue: cairnInstructionSet()) ?? .baseline }

  /// Compares widths.
  public static func < (one: InstructionSet, other: InstructionSet) -> Bool {
    one.rawValue < other.rawValue
  }

  /// What trees are built and searched with.
  var treeKernels: CairnTreeKernels { cairnTreeKernels(rawValue) }

  /// What trees over triangles are built and met with.
  var rayKernels: CairnRayKernels { cairnRayKernels(rawValue) }

  /// What networks are computed with.
  var networkKernels: CairnNetworkKernels { cairnNetworkKernels(rawValue) }
}
