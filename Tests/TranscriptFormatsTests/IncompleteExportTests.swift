import TestSupport
import Testing

@testable import TranscriptFormats

/// Helpdesks that hand out a part of a conversation say so, and `tact convert --explain` repeats it.
@Suite struct IncompleteExportTests {
    private static let exports: [(format: any JSONFormat, json: String, detail: String)] = [
        (
            Intercom(),
            #"{"type":"conversation","id":"1","source":{"type":"email","body":"Hi","author":{"type":"user"}},"#
                + #""conversation_parts":{"conversation_parts":[{"part_type":"comment","body":"Hello","author":{"type":"admin"}}],"total_count":501}}"#,
            "1 of 501 parts"
        ),
        (
            JiraServiceManagement(),
            #"{"key":"A-1","fields":{"description":"Hi","comment":{"comments":[{"body":"Hello","author":{"accountType":"atlassian"}}],"total":51}}}"#,
            "1 of 51 comments"
        ),
        (
            HubSpot(),
            #"[{"id":"1","conversationsThreadId":"7","type":"MESSAGE","direction":"INCOMING","text":"Hi","#
                + #""truncationStatus":"TRUNCATED_TO_MOST_RECENT_REPLY"}]"#, "TRUNCATED_TO_MOST_RECENT_REPLY"
        ),
        (
            ZohoDesk(),
            #"[{"type":"thread","direction":"in","isDescriptionThread":true,"content":"","summary":"My parcel","#
                + #""author":{"type":"END_USER"}}]"#, "only the beginning of the text"
        ),
    ]

    @Test(arguments: exports.indices) func whatIsMissingIsTold(_ index: Int) throws {
        let (format, json, detail) = Self.exports[index]
        let missing = try drops(format, json).filter { $0.reason == .missing }
        #expect(missing.map(\.detail) == [detail])
    }
}
