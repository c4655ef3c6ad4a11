/// The words that are written in one and read as several.
///
/// Texts and phrases are read alike: `can't`, `cant`, `cannot` and `can not` are all `can not`. Forms without an apostrophe are here only
/// where they are no other word: not `ill`, `id`, `were`, `well`, `hell`, `shell`, `wed`, `shed`, `its` or `lets`.
enum Contractions {
    /// What a folded word is read as, word by word; nil where it is read as itself.
    static func expansion(of word: String) -> [String]? { whole[word] ?? elision(word) }

    /// Every contraction, with the words it stands for.
    static let whole: [String: [String]] = {
        var whole: [String: [String]] = [:]
        for line in table.split(separator: "\n") {
            let sides = line.split(separator: "=")
            let words = sides[1].split(separator: " ").map { String($0) }
            for form in sides[0].split(separator: " ") { whole[String(form)] = words }
        }
        return whole
    }()

    /// French and Italian words that lean on the next one: `l'attente` is read as `l attente`, so the phrase `attente` finds it.
    private static let leaning: Set<String> = [
        "l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "un", "dell", "nell", "sull", "dall", "quell",
        "all", "gl",
    ]

    private static func elision(_ word: String) -> [String]? {
        guard let apostrophe = word.firstIndex(of: "'") else { return nil }
        let (head, tail) = (word[..<apostrophe], word[word.index(after: apostrophe)...])
        guard leaning.contains(String(head)), !tail.isEmpty, !tail.contains("'") else { return nil }
        return [String(head), String(tail)]
    }

    /// Left, the forms; right, how they are read.
    private static let table = """
        can't cant cannot = can not
        won't wont = will not
        shan't = shall not
        don't dont = do not
        doesn't doesnt = does not
        didn't didnt = did not
        isn't isnt = is not
        aren't arent = are not
        wasn't wasnt = was not
        weren't werent = were not
        hasn't hasnt = has not
        haven't havent = have not
        hadn't hadnt = had not
        couldn't couldnt = could not
        wouldn't wouldnt = would not
        shouldn't shouldnt = should not
        mustn't mustnt = must not
        mightn't = might not
        needn't neednt = need not
        oughtn't = ought not
        ain't aint = is not
        couldn't've = could not have
        wouldn't've = would not have
        shouldn't've = should not have
        could've couldve coulda = could have
        would've wouldve woulda = would have
        should've shouldve shoulda = should have
        must've = must have
        might've = might have
        i'm im = i am
        i've ive = i have
        i'll = i will
        i'd = i would
        i'd've = i would have
        you're youre = you are
        you've youve = you have
        you'll youll = you will
        you'd youd = you would
        he's hes = he is
        he'll = he will
        he'd = he would
        she's shes = she is
        she'll = she will
        she'd = she would
        it's = it is
        it'll itll = it will
        it'd = it would
        we're = we are
        we've weve = we have
        we'll = we will
        we'd = we would
        they're theyre = they are
        they've theyve = they have
        they'll theyll = they will
        they'd theyd = they would
        that's thats = that is
        that'll thatll = that will
        that'd = that would
        this's = this is
        this'll = this will
        there's theres = there is
        there're = there are
        there've = there have
        there'll = there will
        there'd = there would
        here's heres = here is
        what's whats = what is
        what're = what are
        what've = what have
        what'll = what will
        what'd = what did
        who's = who is
        who're = who are
        who've = who have
        who'll = who will
        who'd = who would
        where's wheres = where is
        where're = where are
        where'd = where did
        when's = when is
        why's = why is
        why'd = why did
        how's hows = how is
        how're = how are
        how'd = how did
        everything's = everything is
        something's = something is
        nothing's = nothing is
        everyone's = everyone is
        someone's = someone is
        nobody's = nobody is
        let's = let us
        y'all yall = you all
        gonna = going to
        wanna = want to
        gotta = got to
        gimme = give me
        lemme = let me
        dunno = do not know
        u = you
        ur = your
        pls plz = please
        thx thnx = thanks
        """
}
