import Foundation
import TestSupport
import Testing

struct DoctorTests {
  @Test func `doctor names the instructions and the threads`() throws {
    let outcome = try Tool.run("doctor", "--json")
    #expect(outcome.status == 0, "\(outcome.text)")
    let checks = try #require(
      try JSONSerialization.jsonObject(with: outcome.output) as? [[String: Any]])
    #expect(checks.allSatisfy { $0["ok"] as? Bool == true })
    func found(_ name: String) -> String? {
      checks.first { $0["name"] as? String == name }?["outcome"] as? String
    }
    let instructions = found("instructions")?.prefix { $0 != "," } ?? ""
    #expect(["baseline", "avx2", "avx512"].contains(String(instructions)))
    #expect((Int(found("threads") ?? "") ?? 0) >= 1)
  }

  @Test func `doctor says what CAIRN_SIMD does`() throws {
    let lowered = try Tool.run(["doctor"], environment: ["CAIRN_SIMD": "baseline"])
    #expect(lowered.status == 0)
    #expect(lowered.text.contains("instructions: baseline, as CAIRN_SIMD says"))
    let misspelt = try Tool.run(["doctor"], environment: ["CAIRN_SIMD": "avx3"])
    #expect(misspelt.status == 2)
    #expect(misspelt.text.contains("FAIL instructions: CAIRN_SIMD=avx3"))
  }
}
