package english

import (
	"strings"
	"sync"
)

// past are the verbs that questions of terms of sale use and that do not form their past with -ed.
var past = table(`be was, become became, begin began, break broke, bring brought, buy bought, choose chose, come came, cost cost, cut cut, do did,
 find found, forget forgot, get got, give gave, go went, have had, hear heard, hold held, keep kept, know knew, leave left, let let, lie lay,
 lose lost, make made, mean meant, meet met, pay paid, put put, read read, rise rose, run ran, say said, see saw, sell sold, send sent, set set,
 show showed, shut shut, speak spoke, spend spent, stand stood, take took, tell told, think thought, understand understood, wear wore,
 win won, withdraw withdrew, write wrote`)

// regular are verbs whose past ends in -ed; they mark where the predicate of a question with "do" begins.
var regular = set(`accept add agree allow alter announce answer apply approve arrange arrive ask assert attach authorise book cancel carry cause
 check claim close collect complain complete concern conclude confirm consent contact contain cover cure cut deduct decide deliver demand depend
 disclose dispatch end engrave enter examine exceed exclude expire fail fit follow forward handle happen help include inform inspect instruct
 intend involve issue last match modify name need notify obtain occur offer open operate order own pass personalise place present prevail prove
 provide purchase reach receive recognise recommend refund refuse register reject rely remain remove repair replace reply report request require
 reserve return reveal review reside seem serve ship sign start stay stop supply suspend terminate test transfer try turn use validate want
 warn work`)

// participles are those that do not end in -ed.
var participles = set(`been begun bought broken brought built chosen come cut done drawn driven fallen felt found forgotten given gone got grown had heard
 held hidden kept known laid led left lent let lost made meant met overdue paid put read rung run said seen sent set shown shut sold spent split
 spoken stolen taken taught thought told torn understood withdrawn won worn written born due drawn`)

// intransitive verbs have no passive: the defect occurred.
var intransitive = set(`occurred arrived expired ended happened appeared lapsed died begun started come gone failed replied`)

// adjectives begin a predicate after "is".
var adjectives = set(`accurate active alive comparable complete correct current empty equal equivalent exclusive extensive false faulty feasible final
 first free full genuine good identical incomplete intact invalid late lawful legal liable minor missing necessary new obvious old open original
 perfect present ready right safe same separate single sound true unused unworn urgent used valid visible void working wrong running lower higher
 online exchange-only in-house counterfeit clean undamaged unopened sealed private`)

var prepositions = set(`about above after against as at before below between beyond by during for from in inside into like near off on onto out outside
 over past since there through to towards under until up upon with within without`)

var adverbs = set(`already also always currently ever expressly first newly normally not now physically properly still reasonably really recently`)

// wordSet is a set of words that is made when it is first asked for.
type wordSet func() map[string]bool

func (w wordSet) has(word string) bool { return w()[word] }

func set(list string) wordSet {
	return sync.OnceValue(func() map[string]bool {
		m := map[string]bool{}
		for _, w := range strings.Fields(list) {
			m[w] = true
		}
		return m
	})
}

// wordTable is a table of words that is made when it is first asked for.
type wordTable func() map[string]string

func (t wordTable) of(word string) string { return t()[word] }

func table(list string) wordTable {
	return sync.OnceValue(func() map[string]string {
		m := map[string]string{}
		for _, p := range strings.Split(list, ",") {
			f := strings.Fields(p)
			m[f[0]] = f[1]
		}
		return m
	})
}

// isVerb tells whether a word is the base form of a verb that is known here.
func isVerb(w string) bool { return regular.has(w) || past.of(w) != "" }

// IsParticiple tells whether a word can be a past participle.
func IsParticiple(w string) bool {
	return participles.has(w) || len(w) > 4 && strings.HasSuffix(w, "ed") && w != "need" && w != "speed"
}

func isAdjective(w string) bool {
	if adjectives.has(w) {
		return true
	}
	for _, end := range []string{"able", "ible", "ful", "ous"} {
		if len(w) > len(end)+2 && strings.HasSuffix(w, end) {
			return true
		}
	}
	return false
}

// third is the third person of a verb: "say" gives "says".
func third(v string) string {
	switch {
	case v == "be":
		return "is"
	case v == "have":
		return "has"
	case v == "do" || v == "go":
		return v + "es"
	case ends(v, "s", "sh", "ch", "x", "z"):
		return v + "es"
	case ends(v, "y") && !ends(v, "ay", "ey", "oy", "uy"):
		return v[:len(v)-1] + "ies"
	}
	return v + "s"
}

// pastOf is the past of a verb: "say" gives "said".
func pastOf(v string) string {
	switch {
	case past.of(v) != "":
		return past.of(v)
	case ends(v, "e"):
		return v + "d"
	case ends(v, "y") && !ends(v, "ay", "ey", "oy", "uy"):
		return v[:len(v)-1] + "ied"
	case v == "stop" || v == "ship" || v == "fit" || v == "occur" || v == "cancel":
		return v + v[len(v)-1:] + "ed"
	}
	return v + "ed"
}

func ends(s string, all ...string) bool {
	for _, e := range all {
		if strings.HasSuffix(s, e) {
			return true
		}
	}
	return false
}

// IsAdjective tells whether a word is an adjective that is known here.
func IsAdjective(w string) bool { return isAdjective(w) }

// Happened tells whether a past form has no passive: occurred, arrived.
func Happened(w string) bool { return intransitive.has(w) }

// IsPreposition tells whether a word is a preposition.
func IsPreposition(w string) bool { return prepositions.has(w) || w == "of" }

// IsAdverb tells whether a word is an adverb.
func IsAdverb(w string) bool { return adverbs.has(w) || len(w) > 4 && ends(w, "ly") }
