package calendar

import "time"

// The holidays that many places share.
var (
	newYear       = fixed("New Year's Day", time.January, 1)
	berchtold     = fixed("2 January", time.January, 2)
	epiphany      = fixed("Epiphany", time.January, 6)
	womensDay     = fixed("International Women's Day", time.March, 8)
	goodFriday    = easter("Good Friday", -2)
	easterDay     = easter("Easter Sunday", 0)
	easterMonday  = easter("Easter Monday", 1)
	labourDay     = fixed("Labour Day", time.May, 1)
	victory       = fixed("8 May", time.May, 8)
	ascension     = easter("Ascension", 39)
	whitSunday    = easter("Whit Sunday", 49)
	whitMonday    = easter("Whit Monday", 50)
	corpusChristi = easter("Corpus Christi", 60)
	assumption    = fixed("Assumption", time.August, 15)
	allSaints     = fixed("All Saints' Day", time.November, 1)
	armistice     = fixed("Armistice Day", time.November, 11)
	christmas     = fixed("Christmas Day", time.December, 25)
	boxingDay     = fixed("26 December", time.December, 26)

	swissDay       = fixed("Swiss National Day", time.August, 1)
	german         = []rule{newYear, goodFriday, easterMonday, labourDay, ascension, whitMonday, unity, christmas, boxingDay, reformation500}
	unity          = fixed("German Unity Day", time.October, 3)
	reformation    = fixed("Reformation Day", time.October, 31)
	reformation500 = reformation.only(2017) // 500 years: a holiday in all Länder
	repentance     = last("Day of Repentance", time.Wednesday, time.November, 22)
)

// places are the named calendars. A change of any of their days is a new version of that calendar.
func places() []place {
	all := []place{
		{
			name: "CH", title: "Switzerland, federal law alone: 1 August. The cantons set all other holidays", version: "2026.1", from: 2000, until: 2050,
			source: "Bundesverfassung art. 110 para. 3",
			rules:  []rule{swissDay},
		},
		{
			name: "CH-GE", title: "Canton of Geneva", version: "2026.1", from: 2000, until: 2050,
			source: "Loi sur les jours fériés (LJF, J 1 45) art. 1",
			rules: []rule{
				newYear, goodFriday, easterMonday, ascension, whitMonday, swissDay, christmas,
				first("Thursday after the first Sunday of September (Jeûne genevois)", time.Sunday, time.September, 1).plus(4),
				fixed("Restoration of the Republic", time.December, 31),
			},
		},
		{
			name: "CH-VD", title: "Canton of Vaud", version: "2026.1", from: 2000, until: 2050,
			source: "Loi sur l'emploi (LEmp, 822.11) art. 47",
			rules: []rule{
				newYear, berchtold, goodFriday, easterMonday, ascension, whitMonday, swissDay, christmas,
				first("Monday after the third Sunday of September (Jeûne fédéral)", time.Sunday, time.September, 15).plus(1),
			},
		},
		{
			name: "CH-NE", title: "Canton of Neuchâtel without Corpus Christi, which is a holiday in Le Landeron", version: "2026.1", from: 2000, until: 2050,
			source: "Loi sur le dimanche et les jours fériés (LDim, RSN 941.02) art. 3",
			rules: []rule{
				newYear, goodFriday, labourDay, ascension, swissDay, christmas,
				fixed("Republic Day", time.March, 1),
				newYear.called("2 January, after a Sunday").on(time.Sunday).plus(1),
				christmas.called("26 December, after a Sunday").on(time.Sunday).plus(1),
			},
		},
		{
			name: "CH-ZH", title: "Canton of Zurich", version: "2026.1", from: 2001, until: 2050,
			source: "Ruhetags- und Ladenöffnungsgesetz (LS 822.4) § 1; 2 January is not among them",
			rules:  []rule{newYear, goodFriday, easterMonday, labourDay, ascension, whitMonday, swissDay, christmas, boxingDay},
		},
		{
			name: "CH-BE", title: "Canton of Bern", version: "2026.1", from: 2000, until: 2050,
			source: "Gesetz über die Ruhe an öffentlichen Feiertagen (BSG 555.1) art. 2",
			rules: []rule{
				newYear, berchtold, goodFriday, easterDay, easterMonday, ascension, whitSunday, whitMonday, swissDay, christmas, boxingDay,
				first("Third Sunday of September (Bettag)", time.Sunday, time.September, 15),
			},
		},
		{
			name: "CH-BS", title: "Canton of Basel-Stadt", version: "2026.1", from: 2006, until: 2050,
			source: "Gesetz über öffentliche Ruhetage und Ladenöffnung (RLG, SG 811.100) § 2",
			rules:  []rule{newYear, goodFriday, easterMonday, labourDay, ascension, whitMonday, swissDay, christmas, boxingDay},
		},
		{
			name: "FR", title: "France without Alsace and Moselle, where Good Friday and 26 December are holidays too", version: "2026.1", from: 2000, until: 2050,
			source: "Code du travail art. L3133-1",
			rules: []rule{
				newYear, easterMonday, labourDay, victory, ascension, whitMonday, assumption, allSaints, armistice, christmas,
				fixed("Fête nationale", time.July, 14),
			},
		},
		{
			name: "TARGET", title: "TARGET: the days on which the euro payment system is closed, besides weekends", version: "2026.1", from: 2002, until: 2050,
			source: "European Central Bank, long-term calendar for TARGET closing days, in force since 2002",
			rules:  []rule{newYear, goodFriday, easterMonday, labourDay, christmas, boxingDay},
		},
		{
			name: "BE", title: "Belgium", version: "2026.1", from: 2000, until: 2050,
			source: "Arrêté royal du 18 avril 1974, art. 1",
			rules: []rule{
				newYear, easterMonday, labourDay, ascension, whitMonday, assumption, allSaints, armistice, christmas,
				fixed("Fête nationale", time.July, 21),
			},
		},
		{
			name: "GB-ENG", title: "England and Wales: bank holidays, Good Friday and Christmas Day, with their substitute days", version: "2026.1", from: 2000, until: 2030,
			source: "Banking and Financial Dealings Act 1971, sch. 1, and royal proclamations under s. 1",
			rules: []rule{
				newYear, goodFriday, easterMonday, christmas, boxingDay,
				newYear.called("New Year's Day, substitute").on(time.Saturday).plus(2),
				newYear.called("New Year's Day, substitute").on(time.Sunday).plus(1),
				first("Early May bank holiday", time.Monday, time.May, 1).except(2020),
				victory.called("Early May bank holiday, on 8 May").only(2020),
				last("Spring bank holiday", time.Monday, time.May, 31).except(2002, 2012, 2022),
				fixed("Golden Jubilee", time.June, 3).only(2002),
				fixed("Spring bank holiday, moved", time.June, 4).only(2002, 2012),
				fixed("Diamond Jubilee", time.June, 5).only(2012),
				fixed("Spring bank holiday, moved", time.June, 2).only(2022),
				fixed("Platinum Jubilee", time.June, 3).only(2022),
				last("Summer bank holiday", time.Monday, time.August, 31),
				fixed("Royal wedding", time.April, 29).only(2011),
				fixed("State funeral of Queen Elizabeth II", time.September, 19).only(2022),
				fixed("Coronation", time.May, 8).only(2023),
				// Christmas on Saturday: Monday and Tuesday; on Sunday: Tuesday (Monday is 26 December); on Friday: Monday for 26 December.
				christmas.called("Christmas, substitute").on(time.Saturday, time.Sunday).plus(2),
				boxingDay.called("26 December, substitute").on(time.Saturday, time.Sunday).plus(2),
			},
		},
		{
			name: "DE", title: "Germany: the holidays of all Länder", version: "2026.1", from: 2000, until: 2050,
			source: "Einigungsvertrag art. 2 para. 2, and the holiday acts of the Länder as far as they agree",
			rules:  german,
		},
	}
	for _, l := range laender() {
		l.version, l.from, l.until = "2026.1", 2000, 2050
		l.rules = append(l.rules, german...)
		all = append(all, l)
	}
	return all
}

// laender are the Länder with what they add to the holidays of all.
func laender() []place {
	return []place{
		{
			name: "DE-BW", title: "Baden-Württemberg", source: "Feiertagsgesetz (FTG BW) § 1",
			rules: []rule{epiphany, corpusChristi, allSaints},
		},
		{
			name: "DE-BY", title: "Bavaria without 15 August, which is a holiday where Catholics prevail (see DE-BY-KATH), and 8 August (Augsburg)",
			source: "Feiertagsgesetz (BayFTG) art. 1",
			rules:  []rule{epiphany, corpusChristi, allSaints},
		},
		{
			name: "DE-BY-KATH", title: "Bavaria, municipalities where Catholics prevail, such as Munich", source: "Feiertagsgesetz (BayFTG) art. 1 para. 1 no. 2",
			rules: []rule{epiphany, corpusChristi, assumption, allSaints},
		},
		{
			name: "DE-BE", title: "Berlin", source: "Gesetz über die Sonn- und Feiertage § 1",
			rules: []rule{womensDay.since(2019), victory.only(2020, 2025), fixed("17 June 1953", time.June, 17).only(2028)},
		},
		{
			name: "DE-BB", title: "Brandenburg", source: "Feiertagsgesetz (FTG Bbg) § 2",
			rules: []rule{easterDay, whitSunday, reformation},
		},
		{
			name: "DE-HB", title: "Bremen", source: "Gesetz über die Sonn- und Feiertage § 2",
			rules: []rule{reformation.since(2018)},
		},
		{
			name: "DE-HH", title: "Hamburg", source: "Feiertagsgesetz § 1",
			rules: []rule{reformation.since(2018)},
		},
		{
			name: "DE-HE", title: "Hesse", source: "Hessisches Feiertagsgesetz § 1",
			rules: []rule{corpusChristi},
		},
		{
			name: "DE-MV", title: "Mecklenburg-Western Pomerania", source: "Feiertagsgesetz (FTG M-V) § 2",
			rules: []rule{womensDay.since(2023), reformation},
		},
		{
			name: "DE-NI", title: "Lower Saxony", source: "Niedersächsisches Feiertagsgesetz § 2",
			rules: []rule{reformation.since(2018)},
		},
		{
			name: "DE-NW", title: "North Rhine-Westphalia", source: "Feiertagsgesetz NW § 2",
			rules: []rule{corpusChristi, allSaints},
		},
		{
			name: "DE-RP", title: "Rhineland-Palatinate", source: "Feiertagsgesetz (LFtG) § 2",
			rules: []rule{corpusChristi, allSaints},
		},
		{
			name: "DE-SL", title: "Saarland", source: "Sonn- und Feiertagsgesetz (SFG) § 2",
			rules: []rule{corpusChristi, assumption, allSaints},
		},
		{
			name: "DE-SN", title: "Saxony without Corpus Christi, which is a holiday in some municipalities of Bautzen and the Western Lake District",
			source: "Gesetz über Sonn- und Feiertage (SächsSFG) § 1",
			rules:  []rule{reformation, repentance},
		},
		{
			name: "DE-ST", title: "Saxony-Anhalt", source: "Feiertagsgesetz (FeiertG LSA) § 2",
			rules: []rule{epiphany, reformation},
		},
		{
			name: "DE-SH", title: "Schleswig-Holstein", source: "Gesetz über Sonn- und Feiertage (SFTG) § 2",
			rules: []rule{reformation.since(2018)},
		},
		{
			name: "DE-TH", title: "Thuringia without Corpus Christi, which is a holiday in the Eichsfeld and some municipalities beside it",
			source: "Thüringer Feier- und Gedenktagsgesetz § 2",
			rules:  []rule{fixed("Children's Day", time.September, 20).since(2019), reformation},
		},
	}
}
