/*
id = "decision_kind"
kind = "macro"
args = ["kind"]
title = { zh = "核定的种类", en = "What a kind of decision answers (of a pair of identities, or of a person and a unit), what it says of the person's home, and whether it leaves room for no other verdict" }
source = "the kinds of src/aixin_cli/review/kinds.toml"
*/
select
    case kind
        when 'person' then { 'question': 'pair', 'home': null, 'is_only': true }
        when 'home' then { 'question': 'unit', 'home': 'given', 'is_only': true }
        when 'not_home' then { 'question': 'unit', 'home': 'denied', 'is_only': false }
        when 'unsure_home' then { 'question': 'unit', 'home': 'unsure', 'is_only': false }
    end
