package org.rnnlm.prep.corpus;

/**
 * The grammar of the encyclopedia's articles, in the notation of {@link Notation}.
 *
 * <p>Towns, rivers, musicians and birds. Each article takes its subjects in a fixed order, and what
 * it repeats (the title, the kind, a person just named) is never far back, so that a model that
 * sees about a hundred characters of context can come close to the true probabilities. Most of the
 * entropy sits in names and numbers, which a small model learns well.
 */
final class EncyclopediaRules {
  static final String NOTATION =
      """
      article:
        1|<title:title><opening>

      opening:
        7| is a <subject>
        3|, born <first> {title} in <place>, was a <kind:player> of <form> and <form>. <musician>

      subject:
        3|<kind:settlement><town-place>. <town>
        2|<kind:water> in the <country> of <place>. <river>
        2|<kind:fowl> of the <country> of <place>. <bird>

      settlement = town^5, village^4, port^2, city^2
      water = river^6, stream^3, canal
      player = composer^5, singer^2, pianist^2, fiddler
      fowl = finch^3, warbler^2, heron^2, crane^2, duck

      # Where an article is spoken of again.
      it:
        5|{title}
        3|It
        2|The {kind}

      it-within:
        3|{title}
        2|the {kind}

      who:
        3|{title}
        1|The {kind}

      # Towns
      town-place:
        3| on the <place>, <distance> <direction> of <place>
        2| in the <country> of <place>, <distance> from <place>
        1| at the foot of the <place>, <height> above the sea

      town:
        1|<town-people> <neighbours> <town-sight> <counted><town-history>

      town-people:
        3|<it> has <many> people, who make <goods> and sell <goods> to <place>.
        2|About <many> people live there, most of them from <place> and <place>.
        2|Some <many> people make <goods>, <goods> and <goods> there.

      neighbours:
        3|Its neighbours are <places>.
        2|Roads lead from {title} to <places>.

      town-sight:
        3|{title} is known for its <trait> <building>, built by <person> in <y17>.
        2|The <trait> <building> of {title} is <tall> high and made of <matter> from <place>.
        2|A <building> of <matter>, the work of <person>, stands by the <trait> <building>.

      counted:
        3|It has <number> bridges, <two> wells and <hundreds> lamps.
        2|In <y19> there were <hundreds> houses, <two> inns and <number> schools.

      town-history:
        4|/=History/<founding> <disaster>/<sale> <railway><town-later>
        3| <disaster> <railway><town-later>

      founding:
        3|{title} was founded in <y12> by <founder:person>, a <trade> from <place>. {founder} came with <two> <animals>, <two> <animals> and <number> dogs.
        2|In <y12> <founder:person> came over the <place> with <two> <animals>. {founder} called the place {title}.

      disaster:
        3|In <y14> a <blow> destroyed <two> houses and the <building> of {title}.
        2|A <blow> in <y14> left only the <building> standing, and <person> gave <many> coins.
        2|{title} lost its <building> to a <blow> in <y14>, and <hundreds> people went to <place>.

      sale:
        3|<it> was sold to <person> in <y16> for <two> <animals> and <many> coins.
        2|In <y16> it passed to <person>, who brought <goods> from <place> and <goods> from <place>.

      railway:
        3|The railway from <place> reached {title} in <y18>, and a second line, to <place>, in <y19>.
        2|Since <y18> a <trait> railway of <distance> has led to <place>.

      town-later:
        3|/=Economy/<market> <works><town-close>
        2|/=Population<census>
        2|/=Notable people<natives>

      market:
        3|Every <day> <it-within> holds a market for <goods> and <animals>, the largest after <place>.
        2|{title} sends <goods> to <place> and gets <goods> from <place>.

      works:
        3|The firm of <person> makes <hundreds> barrels of <goods> a <period>.
        2|In <y19> <person> opened a <building>, where <hundreds> people make <goods>.

      town-close:
        3|/=Population<census>
        3|/=Notable people<natives>
        2|<end>

      census:
        1|/*<y16> - <many>/*<y17> - <many>/*<y18> - <many>/*<y19> - <many><more-census>

      more-census:
        2|/=Notable people<natives>
        3|<end>

      natives:
        1|/*<person> (<y18>), <trade><more-natives>

      more-natives:
        3|/*<person> (<y18>), <trade><more-natives>
        1|<end>

      # Rivers
      river:
        1|<source> <tributary> <passes> <gauge><river-middle>

      source:
        3|<it> rises near <place> at <height> and flows <direction> for <distance> to the sea at <place>.
        2|A spring <distance> <direction> of <place> is its source, and it meets the <place> at <place>.

      tributary:
        3|Near <place> <it-within> takes in the <place>, and <distance> below it the <place>.
        2|The largest of its <number> arms, the <place>, is <distance> long.

      passes:
        3|<it> passes <places>.
        2|On its banks are <places>.

      gauge:
        3|The gauge at <place> read <depth> m in <y18> and <depth> m in <y19>.
        2|In winter {title} carries <hundreds> tons of ice, in summer <two> boats a <period>.

      depth:
        1|<lead>.<digit><digit>

      river-middle:
        3|/=Course/<falls> <crossing><river-later>
        2| <crossing> <mills><river-later>

      falls:
        3|At <place> {title} falls <tall> over a bank of <matter>.
        2|Below <place> {title} is <hundreds> m wide and <tall> deep.

      crossing:
        3|The <trait> bridge at <place>, of <matter>, was built by <person> in <y17>.
        2|In <y17> <person> joined <place> and <place> by a bridge of <number> arches.

      mills:
        3|There are <two> mills along {title}, most of them for <goods>.
        2|The mills of {title} made <goods> until <y19>, when the last, at <place>, was closed.

      river-later:
        3|/=Floods/<flood> <fish><river-close>
        2| <fish><river-close>

      flood:
        3|In <y16> <it-within> rose by <tall> and carried off <two> <animals> and the <building> of <place>.
        2|A flood in <y18> took <two> houses at <place> and <two> at <place>, as <person> wrote.

      fish:
        3|The <kinds-of-fish> of {title} is sold as far as <place>.
        2|<person> counted <hundreds> <kinds-of-fish> a <period> at <place> in <y19>.

      river-close:
        5|/=Places on the {kind}/*<place>, <distance><more-places>
        1|<end>

      more-places:
        4|/*<place>, <distance><more-places>
        1|<end>

      # Musicians
      musician:
        1|<youth> <teacher> <concerts><career>

      youth:
        3|<who> was the child of a <trade> and played the <instrument> in <place> from <y18>.
        2|In <y18> the family left for <place>, where {title} heard the <instrument> of <person>.

      teacher:
        3|In <place> <master:person> taught {title} the <instrument>, and {master} sold the first <form> for <two> coins.
        2|{title} learned the <instrument> from <person> and the <instrument> from <person>.

      concerts:
        3|<who> gave <two> concerts in <places>.
        2|In <y18> {title} played before <hundreds> people in <place> and <many> in <place>.

      career:
        4|/=Life/<post> <journey><musician-later>
        2| <journey> <quarrel><musician-later>

      post:
        3|From <y18> on {title} served <person>, a <trade>, for <two> coins a <period>.
        2|For <number> years {title} played in the <building> of <place>, then in <place> and <place>.

      journey:
        3|In <y18> {title} travelled to <place> by way of <place> and lost a <instrument> and a <form>.
        2|A journey to <place> in <y18> brought {title} together with <person>.

      quarrel:
        3|<who> fell out with <person> over a <form>, and moved to <place>.
        2|A critic, <person>, called the <form> of <y18> <trait> and the <form> of <y18> <trait>.

      musician-later:
        3|/=Music/<output> <style><musician-close>
        2| <style><musician-close>

      output:
        3|{title} wrote <two> pieces for the <instrument>, <two> for the <instrument>, and <work>.
        2|Of <hundreds> pieces by {title} only <two> are left, among them <work>.

      style:
        3|The <form> in <key> is <trait>, and the one in <key>, with its <instrument>, is <trait>.
        2|In <y19> the <form> in <key> was heard in <places>.

      musician-close:
        4|/=Works/*<work>, opus <two> (<y18>)<more-works>
        2|/=Pupils/*<person> (<y18>), <instrument><more-pupils>
        2|<end>

      more-works:
        4|/*<work>, opus <two> (<y18>)<more-works>
        1|<end>

      more-pupils:
        3|/*<person> (<y18>), <instrument><more-pupils>
        1|<end>

      # Birds
      bird:
        1|<size> <colours> <seen> <ringed><bird-middle>

      size:
        3|<it> is <two> cm long and weighs <hundreds> g.
        2|A grown {title} measures <two> cm and weighs <hundreds> g, less than the <place>.

      colours:
        3|The <limb> of {title} is <colour>, the <limb> <colour> with a <colour> spot.
        2|Its <limb> is <colour> and its <limb> <colour>, in winter <colour>.

      seen:
        3|<it> has been seen at <places>.
        2|From <month> to <month> <it-within> lives at <places>.

      ringed:
        3|Of <hundreds> birds ringed at <place> in <y19>, <two> were found at <places>.
        2|About <many> pairs live at <place>, <many> at <place>.

      bird-middle:
        3|/=Habitat/<range> <nest><bird-later>
        2| <nest> <food><bird-later>

      range:
        3|<it> lives along the <place> and the <place>, up to <height>.
        2|In <y19> <person> counted <many> pairs between <place> and <place>.

      nest:
        3|The nest of {title}, of <stuff> and <stuff>, holds <number> <colour> eggs for <two> days.
        2|{title} nests in a <trait> <building> or on <matter>, and lays <number> <colour> eggs.

      food:
        3|<it> eats <prey> and <prey>, and near <place> also <prey>.
        2|Near <place> {title} lives on <prey>, and in <place> on <prey>.

      bird-later:
        3|/=Discovery/<discovery> <voice><bird-close>
        2| <voice><bird-close>

      discovery:
        3|<finder:person>, a <trade>, found {title} near <place> in <y18>, and {finder} sold <two> skins.
        2|{title} was first painted by <person> in <y17>, on the way from <place> to <place>.

      voice:
        3|The song of {title} is <trait>, and <person> wrote it down for the <instrument>.
        2|Its call sounds like a <trait> <instrument>, or, as <person> says, like a <instrument>.

      bird-close:
        2|/=Relatives/*<place> {kind}, <two> cm, <colour><more-relatives>
        3|/=Counts/*<place> (<y19>), <hundreds> pairs<more-counts>
        2|<end>

      more-relatives:
        3|/*<place> {kind}, <two> cm, <colour><more-relatives>
        2|<end>

      more-counts:
        4|/*<place> (<y19>), <hundreds> pairs<more-counts>
        1|<end>

      # Names. Those of titles have less entropy, since they come back in every sentence.
      title title:
        1|<title-onset><title-rest>

      title-onset = Ka^5, Ve^5, Mo^4, Bre^3, Ha^3, Stro^2, Li^2, Du, Fe, No

      title-rest:
        2|<title-coda>
        1|<title-middle><title-coda>

      title-middle = ra^4, lo^3, ri^3, na^2, le, vi

      place link:
        1|<onset><middle><place-rest>

      place-rest:
        3|<coda>
        1|<middle><coda>

      onset = Ka^2, Ko, Ve^2, Va, Mo^2, Ma, Bre^2, Bro, Ha^2, Hu, Stro, Sta, Li, Lo, Du, Da, Fe, Fo, No, Na, Pa, Pi, Gri, Gro, Ta, To, Se, Sa, Wo, Wi, Ba, Be, Ru, Ra, Gla, Je, Kle, Tro

      middle = la^2, le^2, li^2, lo, ra^2, re^2, ri^2, ro, na^2, ne^2, ni, no, va, ve^2, vi, vo, sa, se, si, so, ma, me, mi, mo, da, de, di, do, ta, te, ti, to

      coda = nd^3, rn^3, rth^2, lt^2, ck^2, sk^2, st^2, ld^2, rk, nt, lm, ll, burg^2, ford^2, wick, by, ham, gate, pool, fell

      title-coda = nd^4, rn^4, rth^3, mer^3, dor^3, wen^2, lt, ck, sk

      places:
        1|<place>, <place><more-of-places>

      more-of-places:
        2|, <place><more-of-places>
        1| and <place>

      person link:
        1|<first> <initial>. <place>

      initial = A, B, C, D, E, F, G, H, J, K, L, M, N, P, R, S, T, V, W

      first = Ada, Bruno, Clara, Dora, Emil, Greta, Hugo, Ida, Jonas, Julia, Lena, Martin, Otto, Petra, Rosa, Sofia

      work italic:
        3|The <trait> <image>
        2|<image-of> of <place>

      image = Mill, River, Garden, Soldier, Winter, Lamp, Wedding, Mirror, Sailor, Clock

      image-of = Songs, Dances, Nights, Letters, Bells, Birds

      # Numbers and years
      digit = 0, 1, 2, 3, 4, 5, 6, 7, 8, 9

      lead = 1^6, 2^4, 3^3, 4^3, 5^2, 6^2, 7, 8, 9

      two:
        1|<lead><digit>

      hundreds:
        1|<lead><digit><digit>

      many:
        1|<lead><many-rest>

      many-rest:
        2|,<digit><digit><digit>
        1|<digit>,<digit><digit><digit>

      number = two^3, three^4, four^3, five^2, six, seven, nine, twelve

      distance:
        1|<lead><distance-rest>

      distance-rest:
        3|<digit> km
        1|.<digit> km

      height:
        1|<hundreds> m

      tall:
        1|<two> m

      y12:
        1|12<digit><digit>

      y14:
        1|14<digit><digit>

      y16:
        1|16<digit><digit>

      y17:
        1|17<digit><digit>

      y18:
        1|18<digit><digit>

      y19:
        1|19<digit><digit>

      # Words
      direction = north^3, south^3, east^2, west^2

      country = hills^3, marshes^2, forests^2, highlands, moors, plains, fens

      trait = long, small, tall, narrow, famous, painted, ruined, quiet, crooked, round, hidden, lonely, bright, heavy, worn, lost, dark, golden, silver, proud, gentle, wild

      goods = wool^2, salt^2, paper^2, glass^2, rope, flour, candles, brushes, nails, beer, cheese, honey, lace, soap, leather, tin

      building = mill^3, chapel^3, tower^2, theatre, lighthouse, prison, library, school, bakery, castle

      matter = brick^3, slate^2, granite, sandstone, marble, clay, flint, oak

      trade = weaver, brewer, sailor, painter, printer, miller, baker, doctor, soldier, teacher

      animals = sheep^3, horses^2, goats^2, cows, geese, mules

      blow = fire^4, flood^3, storm^2, siege

      month = March, April, May, June, July, August, October

      day = Monday, Tuesday, Friday, Saturday

      period = day, week^2, month^2, year^3

      kinds-of-fish = trout^3, pike^2, salmon^2, carp, perch

      instrument = flute^3, harp^2, cello^2, piano^2, horn, drum, lute, bassoon, trumpet

      form = sonata^3, waltz^2, mass^2, ballad, symphony, quartet, march, hymn

      key:
        1|<pitch> <mode>

      pitch = A, B, C, D, F, G

      mode = major^2, minor

      limb = head, back, tail, beak, breast, throat, crown

      colour = red, grey^2, brown^2, white, black, yellow, green, blue

      stuff = moss, grass, straw, reed, hair, feathers

      prey = beetles, worms, seeds, berries, snails, frogs, mice, spiders, crumbs
      """;

  private EncyclopediaRules() {}
}
