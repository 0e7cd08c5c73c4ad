/**
 * Words that hold sentences together, by language: a sentence of three words seldom has enough letter groups to tell
 * its language, but it often has one of these. A word of several languages counts for each of them a little.
 */
export const languageWords: Readonly<Record<string, string>> = {
  fr:
    'le la les l un une des du de d et est es suis sommes êtes sont était étais étaient être été a as ai avons avez ' +
    'ont avait avais avoir eu il elle on nous vous ils elles je j tu me m te t se s ce c cet cette ces ça cela mon ' +
    'ma mes ton ta tes son sa ses notre nos votre vos leur leurs lui moi toi eux qui que qu quoi dont où quand ' +
    'comment pourquoi combien quel quelle quels quelles ne n pas plus jamais rien personne très trop bien mal peu ' +
    'beaucoup avec sans sous sur dans par pour chez entre vers depuis pendant avant après aussi encore déjà ' +
    'toujours souvent ici là oui non si mais ou donc ni comme alors parce tout tous toute toutes même autre ' +
    'autres au aux en y fait faire faut peut peux veux veut va vais allons allez vont dit merci bonjour bonsoir ' +
    'salut monsieur madame voilà voici puis vraiment cependant quelque chose quelqu ok oh',
  en:
    'the a an and is are was were be been being am i you he she it we they me him her us them my your his its our ' +
    'their mine yours this that these those who whom whose which what when where why how not no yes do does did ' +
    'done don doesn didn isn aren wasn weren won wouldn couldn shouldn can could will would shall should may might ' +
    'must have has had having of in on at to from by with without for into onto about over under after before ' +
    'between through during against and or but if because so than then there here very too also just only even ' +
    'still again always never often some any every each all both much many more most few little other another such ' +
    'same own s t re ve ll m d let got get go going gone come know think like want need say said thanks thank ' +
    'please hello hi yeah ok okay oh sorry good well up down out off as',
  de:
    'der die das den dem des ein eine einen einem einer und ist sind war waren bin bist sein hat habe haben hatte ' +
    'ich du er sie es wir ihr mich mir dich dir uns nicht kein keine ja nein mit ohne auf aus bei nach von zu zum ' +
    'zur für über unter wie was wer wo wann warum auch noch schon nur sehr aber oder wenn dass als im am um guten ' +
    'morgen bitte danke mein dein heute',
  es:
    'el la los las un una unos y es son era está están estoy ser soy he ha han yo tú él ella nosotros ellos me te se ' +
    'lo le mi tu su no sí con sin en de del al por para que qué quién cómo dónde cuándo cuánto muy más pero o si ' +
    'como este esta eso hay hoy gracias buenos días favor nada',
  it:
    'il lo la i gli le un una e è sono era ho hai ha hanno io tu lui lei noi voi loro mi ti si ci vi non sì con ' +
    'senza in di del della dei al alla da dal per che chi come dove quando quanto molto più ma o se questo questa ' +
    'oggi grazie buongiorno favore niente mio mia suo',
  nl:
    'de het een en is zijn was waren ben bent heb heeft hebben ik jij je hij zij ze wij we me mij niet geen ja nee ' +
    'met zonder op uit bij naar van te voor over onder hoe wat wie waar wanneer waarom ook nog al maar of als dat ' +
    'dit die er om mijn jouw vandaag goedemorgen alsjeblieft dank',
  pt:
    'o a os as um uma e é são era está estou ser sou eu tu ele ela nós eles me te se lhe meu minha seu sua não sim ' +
    'com sem em de do da dos das no na ao por para que quem como onde quando quanto muito mais mas ou se este esta ' +
    'isso hoje obrigado bom dia favor nada você',
  la:
    'et est sunt in non ad ex cum qui quae quod quam si sed ut ab de per esse erat ego tu nos vos me te se suum sua ' +
    'eius hic haec hoc ille omnis omnia ergo sum nec neque aut atque iam nunc semper quoque enim autem',
};
