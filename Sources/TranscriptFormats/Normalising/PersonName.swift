extension JSONValue {
    /// What a person is called: the display name, else the first and last name, else an address or handle, else the id.
    ///
    /// nil where the value names nobody.
    var personName: String? {
        firstName("name", "displayName", "display_name", "full_name") ?? givenName
            ?? firstName("email", "address", "handle", "username", "id")
    }

    /// The first and last name; nil where the value has neither.
    var givenName: String? {
        let parts = [first("first", "firstName", "first_name", "firstname"), first("last", "lastName", "last_name", "lastname")]
        let names = parts.compactMap(\.name)
        return names.isEmpty ? nil : names.joined(separator: " ")
    }
}
