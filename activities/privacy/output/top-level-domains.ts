// Ends of host names that a reader's device makes a link of by itself. Facts of IANA's root zone: every country, and the general ones
// that are in use; a host with a path is believed whatever its end is.

const countries =
  'ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bv bw by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et eu fi fj fk fm fo fr ga gb gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sj sk sl sm sn so sr ss st su sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw';
const general =
  'com net org edu gov mil int info biz name pro arpa aero asia cat coop jobs mobi museum post tel travel app dev page web xyz top site online shop store blog cloud tech club live news email agency digital solutions services group company media life world today space website link click icu vip work works fun buzz cyou monster quest rest bar zip mov foo bid win loan loans download stream science party review trade date racing faith accountant cricket men gdn kim country support help center chat social network systems software technology studio design art photo photos pictures video games game bet casino poker bank money cash credit creditcard finance financial fund capital insurance invest investments ventures partners holdings exchange market markets trading tax legal law health care clinic hospital doctor pharmacy dental school education academy university training coach guru expert tips guide wiki ltd gmbh inc llc limited sarl bio eco green energy solar house homes property estate land rent apartments hotel holiday tours cruises flights taxi car cars auto delivery express supply parts tools toys gifts flowers fashion shoes jewelry watch beauty yoga fitness run bike golf football tennis ski fish dog pet baby kids family love dating sexy porn xxx adult wtf lol ninja rocks zone city town global international africa berlin london paris nyc tokyo moscow';
/** Reserved names and what no public server has: nobody may be sent there either. */
const reserved = 'example test invalid localhost local internal lan home onion';
const otherScripts = 'рф укр бел срб мкд қаз 中国 中國 公司 网络 網絡 香港 台灣 भारत 한국 みんな 世界 在线';

/** Lower case. */
export const topLevelDomains: ReadonlySet<string> = new Set(
  [countries, general, reserved, otherScripts].flatMap((names) => names.split(' ')),
);

/** Ends that no sentence has: believed across a line break, in capitals, and behind one letter. */
export const certainDomains =
  'com|net|org|info|biz|io|co|xyz|app|dev|online|site|shop|click|ru|cn|top|icu|example|test';
